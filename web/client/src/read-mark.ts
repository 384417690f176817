// My read mark in one room, on its way to the server: it shows at once, only the furthest place counts,
// a few wishes in a row become one command, and it is said again until the server has it.
import { marked } from "./apply.js";
import type { Ground } from "./house.js";
import type { Done } from "./wire.gen.js";

const GATHERS = 250;
const PAUSE = 5_000;
/** Outcomes after which it is worth saying again. */
const PASSING = new Set(["offline", "unknown", "too_fast", "unavailable", "internal", "no_session"]);

export class ReadMark {
  readonly #ground: Ground;
  #wanted = 0;
  /** What the server has. */
  #known = 0;
  #isBusy = false;

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  want(seq: number): void {
    const { record } = this.#ground;
    this.heard(record.read);
    const place = Math.min(seq, record.seq);
    if (!record.joined || place <= this.#wanted) return;
    this.#wanted = place;
    this.show();
    this.#later(GATHERS);
  }

  heard(read: number): void {
    this.#known = Math.max(this.#known, read);
  }

  /** My own mark may be ahead of what the server tells. */
  show(): void {
    const { record } = this.#ground;
    const read = Math.min(this.#wanted, record.seq);
    if (record.joined && read > record.read) this.#become(read, read >= record.seq ? 0 : record.unread);
  }

  async #flush(): Promise<void> {
    if (this.#isBusy || this.#wanted <= this.#known) return;
    this.#isBusy = true;
    const seq = this.#wanted;
    const answer = await this.#ground.house.ask({ type: "mark_read", room: this.#ground.id, seq });
    this.#isBusy = false;
    if (answer.ok) this.#settled(seq, answer.value);
    else if (PASSING.has(answer.code)) this.#later((answer.retryAfter ?? PAUSE / 1000) * 1000);
    else this.forget();
  }

  forget(): void {
    this.#wanted = 0;
    this.#known = 0;
  }

  /** The count came with the event, in its place among the others; the one in the answer may be older. */
  #settled(seq: number, { read = seq }: Done): void {
    this.heard(read);
    void this.#flush();
  }

  #become(read: number, unread: number): void {
    const { record, house } = this.#ground;
    this.#ground.become(marked(record, read, unread, house.me()));
  }

  #later(delay: number): void {
    this.#ground.house.world.clock.after(delay, () => void this.#flush());
  }
}
