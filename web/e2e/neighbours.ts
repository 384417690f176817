// What a house may have around it: another house that vouches for people, and a mail server. The same real ones that
// the tests of the server have, as a process of its own (tests/neighbours.py).
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { PYTHON, ROOT } from "./house.ts";
import { until } from "./until.ts";

interface Where {
  readonly issuer: string;
  readonly client: string;
  readonly secret: string;
  readonly mail: number;
}

interface Letter {
  readonly to: string;
  readonly text: string;
}

export class Neighbours {
  readonly letters: Letter[] = [];
  readonly #process: ChildProcessWithoutNullStreams;
  #where: Where | null = null;

  private constructor(child: ChildProcessWithoutNullStreams) {
    this.#process = child;
    createInterface(child.stdout).on("line", (line) => {
      const said = JSON.parse(line) as Where | Letter;
      if ("issuer" in said) this.#where = said;
      else this.letters.push(said);
    });
  }

  static async open(): Promise<Neighbours> {
    const found = new Neighbours(spawn(PYTHON, ["-m", "tests.neighbours"], { cwd: ROOT }));
    let trouble = "";
    found.#process.stderr.on("data", (said) => void (trouble += String(said)));
    await until("the neighbours are there", () => {
      if (found.#process.exitCode !== null) throw new Error(`There are no neighbours:\n${trouble}`);
      return found.#where !== null;
    });
    return found;
  }

  /** What a house has to be told of them. */
  settings(url: string): Record<string, string> {
    if (this.#where === null) throw new Error("There are no neighbours.");
    const { issuer, client, secret, mail } = this.#where;
    return {
      MADANG_PUBLIC_URL: url,
      MADANG_MAIL_URL: `smtp://127.0.0.1:${mail}`,
      MADANG_MAIL_FROM: "madang@example.com",
      MADANG_OIDC_ISSUER: issuer,
      MADANG_OIDC_CLIENT_ID: client,
      MADANG_OIDC_CLIENT_SECRET: secret,
      MADANG_OIDC_NAME: "이웃집",
    };
  }

  /** The link in the latest letter to this address, once there are as many. */
  async link(to: string, count = 1): Promise<string> {
    const theirs = () => this.letters.filter((letter) => letter.to === to);
    await until(`letter ${count} to ${to} is there`, () => theirs().length >= count);
    const found = /https?:\S+/.exec(theirs().at(-1)?.text ?? "")?.[0];
    if (found === undefined) throw new Error("The letter has no link.");
    return found;
  }

  close(): void {
    this.#process.stdin.end();
  }
}
