// A house: a real Madang server as a process of its own, to be killed, paused and started again.
// `start` returns when it is ready; `close` fails if its log holds anything that looks like a bug.
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { until } from "./until.ts";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
export const PYTHON = process.env["MADANG_PYTHON"] ?? join(ROOT, ".venv/bin/python");
/** What no log of a healthy house holds, whatever its people did. */
const TROUBLE =
  /\bbug\b|Traceback|was never (awaited|retrieved)|Task was destroyed|Exception ignored|\w+Warning:|CRITICAL/;

const running = new Set<ChildProcess>();
process.once("exit", () => running.forEach((child) => child.kill("SIGKILL")));
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

export type Settings = (url: string) => Record<string, string>;

export class House {
  readonly folder = mkdtempSync(join(tmpdir(), "madang-house-"));
  readonly port: number;
  readonly #settings: Settings;
  #process: ChildProcess | null = null;

  private constructor(port: number, settings: Settings) {
    this.port = port;
    this.#settings = settings;
  }

  /** `settings`: more of them, of a house that is reached at this address. */
  static async open(settings: Settings = () => ({})): Promise<House> {
    if (!existsSync(join(ROOT, "src/madang/web/index.html"))) {
      throw new Error("The client is not built: run `make client` first.");
    }
    const house = new House(await freePort(), settings);
    await house.start();
    return house;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const log = openSync(join(this.folder, "log"), "a");
    const child = spawn(PYTHON, ["-m", "madang", "serve"], {
      cwd: ROOT,
      env: this.#environment(),
      stdio: ["ignore", log, log],
    });
    closeSync(log);
    running.add(child);
    child.once("exit", () => running.delete(child));
    this.#process = child;
    await until("the house is ready", async () => {
      if (child.exitCode !== null) throw new Error(`The house did not start:\n${this.log()}`);
      const answer = await fetch(`${this.url}/api/health/ready`).catch(() => null);
      await answer?.body?.cancel();
      return answer?.ok === true;
    });
  }

  /** SIGKILL: no good-bye, nothing written that was not written before. */
  kill(): Promise<void> {
    return this.#ends("SIGKILL");
  }

  /** SIGSTOP: its sockets stay open, and nobody answers. */
  pause(): void {
    this.#process?.kill("SIGSTOP");
  }

  resume(): void {
    this.#process?.kill("SIGCONT");
  }

  log(): string {
    return readFileSync(join(this.folder, "log"), "utf8");
  }

  async close(): Promise<void> {
    this.resume();
    await this.#ends("SIGTERM");
    const log = this.log();
    rmSync(this.folder, { recursive: true, force: true });
    if (TROUBLE.test(log)) throw new Error(`The log of the house holds:\n${log.slice(-6000)}`);
  }

  async #ends(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    this.#process = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    // One that does not stop when asked is stopped, and its log tells why.
    const hurry = setTimeout(() => child.kill("SIGKILL"), 60_000);
    await ended;
    clearTimeout(hurry);
  }

  #environment(): NodeJS.ProcessEnv {
    const others = Object.entries(process.env).filter(([name]) => !name.startsWith("MADANG_"));
    return {
      ...Object.fromEntries(others),
      PYTHONUNBUFFERED: "1",
      MADANG_HOST: "127.0.0.1",
      MADANG_PORT: String(this.port),
      MADANG_DATA: join(this.folder, "data"),
      // They count by address, and all people of a story have the same one.
      MADANG_RATE_LIMITS: "off",
      ...this.#settings(this.url),
    };
  }
}

/** Below the ports that outgoing connections take: it is still free when a killed house comes back. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    const free = await new Promise<boolean>((answer) => {
      const server = createServer();
      server.once("error", () => answer(false));
      server.listen(port, "127.0.0.1", () => server.close(() => answer(true)));
    });
    if (free) return port;
  }
}
