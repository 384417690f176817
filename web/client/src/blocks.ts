// Whose messages I do not want to see. My own, so it takes no rev: asked for once somebody looks, and
// anew after every hello.
import { ask, type Method } from "./http.js";
import { Derived } from "./observable.js";
import type { World } from "./options.js";
import { done, type Result } from "./result.js";
import { sameSet } from "./same.js";

const PATH = "/people/me/blocks";

export class Blocks {
  readonly view: Derived<ReadonlySet<string>>;
  readonly #world: World;
  readonly #isConnected: () => boolean;
  #people: ReadonlySet<string> = new Set();
  #watched = false;
  /** Answers from before a change are void. */
  #turn = 0;

  constructor(world: World, isConnected: () => boolean) {
    this.#world = world;
    this.#isConnected = isConnected;
    this.view = new Derived(
      () => this.#people,
      sameSet,
      () => this.#watch(),
    );
  }

  heard(people: Iterable<string>): void {
    this.#turn += 1;
    this.#people = new Set(people);
    this.view.touch();
  }

  /** A connection is there. */
  async tend(): Promise<void> {
    if (!this.#watched || !this.#isConnected()) return;
    const turn = this.#turn;
    const answer = await ask<{ people: readonly string[] }>(this.#world, "GET", PATH);
    if (answer.ok && turn === this.#turn) this.heard(answer.value.people);
  }

  async set(person: string, blocked: boolean): Promise<Result> {
    this.heard(this.#with(person, blocked));
    const method: Method = blocked ? "PUT" : "DELETE";
    const answer = await ask(this.#world, method, `${PATH}/${encodeURIComponent(person)}`);
    if (answer.ok) return done;
    this.heard(this.#with(person, !blocked));
    return answer;
  }

  #with(person: string, blocked: boolean): ReadonlySet<string> {
    const others = [...this.#people].filter((one) => one !== person);
    return new Set(blocked ? [...others, person] : others);
  }

  #watch(): void {
    const first = !this.#watched;
    this.#watched = true;
    if (first) void this.tend();
  }
}
