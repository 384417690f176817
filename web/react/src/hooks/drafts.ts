// What was begun and not sent, per room. Kept within half a second, and at once when the page goes away.
import { useSyncExternalStore } from "react";

const DELAY_MS = 400;
const PREFIX = "madang.draft.";

/** As much of a browser's storage as is used; it may be missing, full or forbidden. */
export type DraftStorage = Pick<globalThis.Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

export class Drafts {
  readonly #storage: DraftStorage | null;
  readonly #held = new Map<string, string>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #listeners = new Set<() => void>();

  constructor(storage: DraftStorage | null) {
    this.#storage = storage;
  }

  get(room: string): string {
    const held = this.#held.get(room);
    if (held !== undefined) return held;
    const kept = this.#try((storage) => storage.getItem(PREFIX + room)) ?? "";
    this.#held.set(room, kept);
    return kept;
  }

  set(room: string, text: string): void {
    const had = this.get(room) !== "";
    this.#held.set(room, text);
    clearTimeout(this.#timers.get(room));
    this.#timers.set(
      room,
      setTimeout(() => this.#keep(room), DELAY_MS),
    );
    if (had !== (text !== "")) for (const listener of this.#listeners) listener();
  }

  flush(): void {
    for (const room of this.#timers.keys()) this.#keep(room);
  }

  /** Who comes after me in this browser must not find what I began. */
  clear(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#held.clear();
    this.#try((storage) => {
      const keys = Array.from({ length: storage.length }, (_, at) => storage.key(at));
      for (const key of keys) if (key?.startsWith(PREFIX)) storage.removeItem(key);
    });
    for (const listener of this.#listeners) listener();
  }

  /** Rings when a room begins or stops to have a draft. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  #keep(room: string): void {
    clearTimeout(this.#timers.get(room));
    this.#timers.delete(room);
    const text = this.#held.get(room) ?? "";
    this.#try((storage) =>
      text.trim() === "" ? storage.removeItem(PREFIX + room) : storage.setItem(PREFIX + room, text),
    );
  }

  #try<T>(work: (storage: DraftStorage) => T): T | null {
    try {
      return this.#storage && work(this.#storage);
    } catch {
      return null;
    }
  }
}

export const drafts = new Drafts(pageStorage());

if (typeof addEventListener === "function") addEventListener("pagehide", () => drafts.flush());

function pageStorage(): DraftStorage | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}

export function useHasDraft(roomId: string): boolean {
  const get = () => drafts.get(roomId).trim() !== "";
  return useSyncExternalStore(drafts.subscribe, get, get);
}
