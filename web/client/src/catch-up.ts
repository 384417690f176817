// Asking for what a room missed, when its news jumped ahead of the cursor. The answer to it comes as
// ordinary news; here is only what to do when the server declines.
import type { Ground } from "./house.js";
import { dropped } from "./record.js";
import type { Refusal } from "./result.js";

export class CatchUp {
  readonly #ground: Ground;
  /** I am no member (any more). */
  readonly #shutOut: () => void;

  constructor(ground: Ground, shutOut: () => void) {
    this.#ground = ground;
    this.#shutOut = shutOut;
  }

  async ask(): Promise<void> {
    const { id, house, record } = this.#ground;
    this.#ground.become({ ...record, phase: "behind" });
    const answer = await house.ask({ type: "catch_up", room: id, after: record.cursor });
    // A lost connection needs nothing: the next one brings every room up to date.
    if (!answer.ok && answer.code !== "offline" && this.#isBehind) this.#declined(answer);
  }

  get #isBehind(): boolean {
    return this.#ground.record.phase === "behind";
  }

  #declined({ code, retryAfter }: Refusal): void {
    if (code === "not_a_member" || code === "not_found") this.#shutOut();
    else if (["too_fast", "unavailable", "internal"].includes(code)) this.#later(retryAfter ?? 1);
    else this.#startOver(code);
  }

  #later(seconds: number): void {
    const { clock } = this.#ground.house.world;
    clock.after(seconds * 1000, () => void (this.#isBehind && this.ask()));
  }

  /** Unless the answer was just lost, the cursor is worth nothing there. */
  #startOver(code: string): void {
    const { record, house } = this.#ground;
    if (code !== "unknown") this.#ground.become(dropped(record, 0, record.seq));
    house.renew("The room could not be caught up.");
  }
}
