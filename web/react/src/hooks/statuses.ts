// What people are up to. It is no event: it is asked for, of all those together who are before one's eyes, kept for a
// while, and gone at its time (docs/decisions).
import { useCallback, useSyncExternalStore } from "react";
import type { Client } from "@madang/client";
import { useClient } from "./provider.tsx";

export interface Status {
  readonly emoji: string;
  readonly text: string;
  /** When it goes by itself; null: never. */
  readonly until: string | null;
}

/** Who comes into sight within this time is asked for in one go. */
const GATHER_MS = 80;
const FRESH_MS = 5 * 60_000;
const ROUND_MS = 60_000;
/** In one request. */
const MANY = 100;

interface Known {
  readonly status: Status | null;
  readonly at: number;
}

export class Statuses {
  readonly #client: Client;
  readonly #known = new Map<string, Known>();
  readonly #watchers = new Map<string, Set<() => void>>();
  readonly #wanted = new Set<string>();
  #gathering: ReturnType<typeof setTimeout> | undefined;
  #round: ReturnType<typeof setInterval> | undefined;
  #me: string | undefined;
  /** Which of us asks: what comes for an earlier one is not listened to. */
  #asker = 0;

  constructor(client: Client) {
    this.#client = client;
    // What one person may see is nothing for the next.
    client.me.subscribe(() => {
      const me = client.me.get()?.id;
      if (me === this.#me) return;
      if (this.#me !== undefined) this.#forget();
      this.#me = me;
      if (me !== undefined) for (const person of this.#watchers.keys()) this.#want(person);
    });
    this.#me = client.me.get()?.id;
  }

  get(person: string): Status | null {
    const status = this.#known.get(person)?.status ?? null;
    return isOver(status) ? null : status;
  }

  watch(person: string, listener: () => void): () => void {
    const listeners = this.#watchers.get(person) ?? new Set();
    this.#watchers.set(person, listeners.add(listener));
    this.#want(person);
    if (this.#round === undefined) this.#round = setInterval(() => this.#look(), ROUND_MS);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#watchers.get(person) === listeners) this.#watchers.delete(person);
      if (this.#watchers.size > 0) return;
      clearInterval(this.#round);
      this.#round = undefined;
    };
  }

  /** From elsewhere: I said so, or it came with a profile. */
  learn(person: string, status: Status | null): void {
    const before = this.#known.get(person)?.status ?? null;
    const same = JSON.stringify(before) === JSON.stringify(status);
    this.#known.set(person, { status: same ? before : status, at: Date.now() });
    if (!same) this.#tell(person);
  }

  #forget(): void {
    this.#asker += 1;
    this.#known.clear();
    for (const person of this.#watchers.keys()) this.#tell(person);
  }

  #want(person: string): void {
    const known = this.#known.get(person);
    if (known !== undefined && Date.now() - known.at < FRESH_MS) return;
    this.#wanted.add(person);
    if (this.#gathering === undefined) this.#gathering = setTimeout(() => void this.#ask(), GATHER_MS);
  }

  async #ask(): Promise<void> {
    this.#gathering = undefined;
    const asker = this.#asker;
    const people = [...this.#wanted].filter((person) => this.#watchers.has(person));
    this.#wanted.clear();
    for (let from = 0; from < people.length; from += MANY) {
      const some = people.slice(from, from + MANY);
      const query = new URLSearchParams(some.map((person) => ["of", person]));
      // One after the other: there are seldom more than a hundred, and nobody waits for them.
      // oxlint-disable-next-line no-await-in-loop
      const answer = await this.#client.ask<{ statuses: Readonly<Record<string, Status>> }>(
        "GET",
        `/people/statuses?${query}`,
      );
      if (asker !== this.#asker) return;
      // The next round asks again.
      if (answer.ok) for (const person of some) this.learn(person, answer.value.statuses[person] ?? null);
    }
  }

  /** Whose time is over, and of whom it has become old; nobody asks for a page that nobody looks at. */
  #look(): void {
    for (const person of this.#watchers.keys()) {
      if (isOver(this.#known.get(person)?.status ?? null)) this.learn(person, null);
      if (document.visibilityState === "visible") this.#want(person);
    }
  }

  #tell(person: string): void {
    for (const listener of this.#watchers.get(person) ?? []) listener();
  }
}

function isOver(status: Status | null): boolean {
  return typeof status?.until === "string" && Date.parse(status.until) <= Date.now();
}

const all = new WeakMap<Client, Statuses>();

export function statusesOf(client: Client): Statuses {
  const held = all.get(client) ?? new Statuses(client);
  all.set(client, held);
  return held;
}

/** null: nothing, nobody, or not known yet. */
export function useStatus(person: string | null): Status | null {
  const statuses = statusesOf(useClient());
  const watch = useCallback(
    (listener: () => void) => (person === null ? () => undefined : statuses.watch(person, listener)),
    [statuses, person],
  );
  return useSyncExternalStore(watch, () => (person === null ? null : statuses.get(person)));
}
