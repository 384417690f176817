// Pages of the log over HTTP: the newest, older, newer, around a place. One page of a kind is on its
// way at a time, and an answer from before a reset is void.
import { ask } from "./http.js";
import type { World } from "./options.js";
import { done, type Failure, refuse, type Result } from "./result.js";
import type { TimelineView } from "./views.js";
import type { Page } from "./wire.gen.js";

export const PAGE = 50;

type Loading = TimelineView["loading"];
export type Kind = Exclude<Loading, "none">;

export interface Shelf {
  readonly world: World;
  readonly room: string;
  /** The age of what is held; see RoomRecord. */
  readonly age: () => number;
  readonly changed: () => void;
}

interface Flight {
  readonly kind: Kind;
  readonly key: string;
  readonly landed: Promise<Result>;
}

export class History {
  readonly #shelf: Shelf;
  #flights: readonly Flight[] = [];
  failure: Failure | null = null;

  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }

  get loading(): Loading {
    return this.#flights.at(-1)?.kind ?? "none";
  }

  /** Fetches one page and gives it to `take`, unless the same page is on its way already. */
  load(kind: Kind, query: string, take: (page: Page) => void): Promise<Result> {
    const key = `${kind}?${query}@${this.#shelf.age()}`;
    const same = this.#flights.find((flight) => flight.key === key);
    if (same !== undefined) return same.landed;
    const landed = this.#fetch(key, query, take);
    this.#flights = [...this.#flights, { kind, key, landed }];
    this.failure = null;
    this.#shelf.changed();
    return landed;
  }

  async #fetch(key: string, query: string, take: (page: Page) => void): Promise<Result> {
    const { world, room, age, changed } = this.#shelf;
    const asked = age();
    const path = `/rooms/${encodeURIComponent(room)}/messages?limit=${PAGE}${query}`;
    const answer = await ask<Page>(world, "GET", path);
    this.#flights = this.#flights.filter((flight) => flight.key !== key);
    const outcome = asked === age() ? answer : refuse("outdated", "The room was reset meanwhile.");
    if (outcome.ok) take(outcome.value);
    else if (asked === age()) this.failure = { code: outcome.code, message: outcome.message };
    changed();
    return outcome.ok ? done : outcome;
  }
}
