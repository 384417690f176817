// Commands that wait for their one answer. All of them may be said again, so a new connection says
// the unanswered ones again; after a while their outcome is told as not known.
import type { Clock } from "./clock.js";
import { ok, refuse, type Result } from "./result.js";
import type { ClientFrame, Done, Refused } from "./wire.gen.js";

const PATIENCE = 20_000;

export type Command = Extract<ClientFrame, { ref: string }>;
type Answer = Result<Done>;

interface Pending {
  readonly command: Command;
  readonly settle: (answer: Answer) => void;
  said: boolean;
}

export class Commands {
  readonly #pending = new Map<string, Pending>();
  readonly #clock: Clock;
  readonly #say: (command: Command) => boolean;

  constructor(clock: Clock, say: (command: Command) => boolean) {
    this.#clock = clock;
    this.#say = say;
  }

  ask(command: Command): Promise<Answer> {
    return new Promise((resolve) => {
      const giveUp = this.#clock.after(PATIENCE, () => this.#settle(command.ref, this.#unknown(command.ref)));
      const settle = (answer: Answer) => {
        giveUp();
        resolve(answer);
      };
      this.#pending.set(command.ref, { command, settle, said: this.#say(command) });
    });
  }

  answer(frame: Done | Refused): void {
    if (typeof frame.ref !== "string") return;
    const answer = frame.type === "done" ? ok(frame) : refuse(frame.code, frame.message, frame.retry_after);
    this.#settle(frame.ref, answer);
  }

  /** A catch-up belongs to its connection: the next one brings everything up to date by itself. */
  lost(): void {
    for (const [ref, { command }] of this.#pending) {
      if (command.type === "catch_up") this.#settle(ref, refuse("offline", "The connection was lost."));
    }
  }

  /** A new connection is there. */
  sayAgain(): void {
    for (const pending of this.#pending.values()) pending.said = this.#say(pending.command) || pending.said;
  }

  /** Nobody will answer any more. */
  giveUp(code: string, message: string): void {
    for (const ref of [...this.#pending.keys()]) this.#settle(ref, refuse(code, message));
  }

  #settle(ref: string, answer: Answer): void {
    const pending = this.#pending.get(ref);
    this.#pending.delete(ref);
    pending?.settle(answer);
  }

  #unknown(ref: string): Answer {
    if (this.#pending.get(ref)?.said !== true) return refuse("offline", "There is no connection.");
    return refuse("unknown", "The answer was lost; it is not known whether it happened.");
  }
}
