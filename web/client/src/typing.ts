// Who is typing, both ways. Fleeting: a name goes after 8 s or with its message, and mine is told at
// most every 5 s.
import type { Clock } from "./clock.js";
import { Cell } from "./observable.js";
import { sameList } from "./same.js";

const FADES = 8_000;
const TELLS_EVERY = 5_000;

export class Typing {
  readonly people = new Cell<readonly string[]>([], sameList);
  readonly #clock: Clock;
  readonly #callOff = new Map<string, () => void>();
  #toldAt = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  heard(person: string): void {
    this.#callOff.get(person)?.();
    this.#callOff.set(
      person,
      this.#clock.after(FADES, () => this.ended(person)),
    );
    this.#show();
  }

  ended(person: string): void {
    this.#callOff.get(person)?.();
    if (this.#callOff.delete(person)) this.#show();
  }

  clear(): void {
    for (const person of [...this.#callOff.keys()]) this.ended(person);
  }

  /** Whether it is time to tell the others again. */
  mayTell(): boolean {
    const now = this.#clock.now();
    if (now - this.#toldAt < TELLS_EVERY) return false;
    this.#toldAt = now;
    return true;
  }

  /** My message is out: the next key press is news again. */
  said(): void {
    this.#toldAt = Number.NEGATIVE_INFINITY;
  }

  #show(): void {
    this.people.set([...this.#callOff.keys()]);
  }
}
