// Where the outbox is kept. Memory by default (bots, tests); ./storage-idb survives a reload.
import type { Failure } from "./result.js";

/** One message that waits. The order of ids is the order of sending. */
export interface OutboxEntry {
  readonly id: string;
  readonly room: string;
  /** Who wrote it; '' while it is not known yet who is signed in. */
  readonly author: string;
  readonly text: string;
  readonly createdAt: string;
  /** A definite refusal; null while it waits to be sent. */
  readonly failure: Failure | null;
}

export interface Storage {
  /** Everything that waits and that no other living tab owns. */
  entries(): Promise<readonly OutboxEntry[]>;
  /** Kept when it resolves. */
  put(entry: OutboxEntry): Promise<void>;
  remove(id: string): Promise<void>;
}

export function memoryStorage(): Storage {
  const held = new Map<string, OutboxEntry>();
  return {
    entries: async () => [...held.values()],
    put: async (entry) => void held.set(entry.id, entry),
    remove: async (id) => void held.delete(id),
  };
}
