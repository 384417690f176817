// The outbox in IndexedDB: it survives reload and crash. Tabs share one database, and each entry has
// one owner: a tab holds a Web Lock as long as it lives, and only what the dead left is taken over, so
// no row is shown twice. Without Web Locks every tab finds everything; the server still keeps one.
// oxlint-disable unicorn/prefer-add-event-listener -- one request has one listener
import type { OutboxEntry, Storage } from "./storage.js";

const STORE = "outbox";
const LOCK = "madang-outbox-";

interface Owned {
  readonly owner: string;
  readonly entry: OutboxEntry;
}

export interface IdbOptions {
  /** Name of the database; one for each server a page talks to. */
  name?: string;
  indexedDB?: IDBFactory;
  locks?: Pick<LockManager, "request" | "query"> | null;
}

export function idbStorage(options: IdbOptions = {}): Storage {
  const locks = options.locks === undefined ? (globalThis.navigator?.locks ?? null) : options.locks;
  const owner = newOwner();
  const alive = locks === null ? Promise.resolve() : holdLock(locks, owner);
  const database = alive.then(() => open(options.indexedDB ?? indexedDB, options.name ?? "madang"));
  // Whoever uses it hears of the failure; nobody using it is no failure.
  database.catch(() => undefined);
  return {
    entries: async () => adopt(await database, owner, locks === null ? [] : await othersAlive(locks, owner)),
    put: async (entry) => write(await database, (store) => store.put({ owner, entry } satisfies Owned)),
    remove: async (id) => write(await database, (store) => store.delete(id)),
  };
}

/** Not crypto.randomUUID: a house without https has no secure context. */
function newOwner(): string {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
}

/** Resolves when the lock is held; it is never given back, the end of the tab does that. */
function holdLock(locks: Pick<LockManager, "request">, owner: string): Promise<void> {
  return new Promise((held, failed) => {
    locks
      .request(LOCK + owner, () => {
        held();
        return new Promise<never>(() => undefined);
      })
      .catch(failed);
  });
}

async function othersAlive(locks: Pick<LockManager, "query">, owner: string): Promise<readonly string[]> {
  const { held = [] } = await locks.query();
  const names = held.map(({ name = "" }) => name).filter((name) => name.startsWith(LOCK));
  return names.map((name) => name.slice(LOCK.length)).filter((other) => other !== owner);
}

function open(factory: IDBFactory, name: string): Promise<IDBDatabase> {
  return new Promise((opened, failed) => {
    const request = factory.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "entry.id" });
    request.onsuccess = () => opened(yielding(request.result));
    request.onerror = () => failed(request.error ?? new Error("The outbox could not be opened."));
  });
}

/** A newer version of the page in another tab must not wait for this one. */
function yielding(database: IDBDatabase): IDBDatabase {
  database.onversionchange = () => database.close();
  return database;
}

/** One transaction reads and takes over, so that two tabs cannot adopt the same entry. */
function adopt(
  database: IDBDatabase,
  owner: string,
  alive: readonly string[],
): Promise<readonly OutboxEntry[]> {
  return new Promise((finished, failed) => {
    const transaction = database.transaction(STORE, "readwrite", { durability: "strict" });
    const store = transaction.objectStore(STORE);
    const all: IDBRequest<Owned[]> = store.getAll();
    let mine: readonly Owned[] = [];
    all.onsuccess = () => {
      mine = all.result.filter((owned) => !alive.includes(owned.owner));
      for (const { entry } of mine) store.put({ owner, entry } satisfies Owned);
    };
    transaction.oncomplete = () => finished(mine.map(({ entry }) => entry));
    transaction.onabort = () => failed(transaction.error ?? new Error("The outbox could not be read."));
  });
}

function write(database: IDBDatabase, change: (store: IDBObjectStore) => IDBRequest): Promise<void> {
  return new Promise((kept, failed) => {
    const transaction = database.transaction(STORE, "readwrite", { durability: "strict" });
    change(transaction.objectStore(STORE));
    transaction.oncomplete = () => kept();
    transaction.onabort = () => failed(transaction.error ?? new Error("The outbox could not be written."));
  });
}
