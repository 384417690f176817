import { IDBFactory } from "fake-indexeddb";
import { expect, test } from "vitest";
import type { OutboxEntry } from "../src/index.js";
import { idbStorage } from "../src/storage-idb.js";

function entry(n: number, failure: OutboxEntry["failure"] = null): OutboxEntry {
  const id = `0199aa00-0000-7000-8000-00000000000${n}`;
  return {
    id,
    room: "madang",
    author: "alice",
    text: `text ${n}`,
    createdAt: "2026-11-25T09:00:00.000Z",
    failure,
  };
}

/** Web Locks of one browser: held as long as the tab lives. */
function browser() {
  const held = new Set<string>();
  const query = async () => ({ held: [...held].map((name) => ({ name })), pending: [] });
  const tab = () => {
    const mine: string[] = [];
    const request = (name: string, work: () => Promise<unknown>) => {
      held.add(name);
      mine.push(name);
      return work();
    };
    const locks = { request, query } as unknown as Pick<LockManager, "request" | "query">;
    return { locks, dies: () => mine.forEach((name) => held.delete(name)) };
  };
  return { indexedDB: new IDBFactory(), tab };
}

const alphabetically = (a: string, b: string) => a.localeCompare(b);
const ids = (entries: readonly OutboxEntry[]) =>
  entries.map(({ id }) => id.at(-1) ?? "").toSorted(alphabetically);

test("what was put is there after a reload, also without Web Locks", async () => {
  const indexedDB = new IDBFactory();
  const before = idbStorage({ indexedDB, locks: null });
  await before.put(entry(1));
  await before.put(entry(2, { code: "forbidden", message: "No." }));
  await before.put(entry(3));
  await before.remove(entry(3).id);
  const after = idbStorage({ indexedDB, locks: null });
  expect(await after.entries()).toEqual([entry(1), entry(2, { code: "forbidden", message: "No." })]);
});

test("a living tab keeps its own, a dead one leaves them to the first who asks", async () => {
  const { indexedDB, tab } = browser();
  const [a, b, c] = [tab(), tab(), tab()];
  const [one, two, three] = [a, b, c].map(({ locks }) => idbStorage({ indexedDB, locks })) as [
    ReturnType<typeof idbStorage>,
    ReturnType<typeof idbStorage>,
    ReturnType<typeof idbStorage>,
  ];
  await one.put(entry(1));
  await two.put(entry(2));
  expect(ids(await one.entries())).toEqual(["1"]);
  expect(ids(await two.entries())).toEqual(["2"]);
  expect(ids(await three.entries())).toEqual([]);
  a.dies();
  const [found, late] = await Promise.all([two.entries(), three.entries()]);
  expect([...ids(found), ...ids(late)].toSorted(alphabetically)).toEqual(["1", "2"]);
  expect(ids(await two.entries()).length + ids(await three.entries()).length).toBe(2);
});

test("databases of other names do not meet", async () => {
  const indexedDB = new IDBFactory();
  await idbStorage({ indexedDB, locks: null, name: "one" }).put(entry(1));
  expect(await idbStorage({ indexedDB, locks: null, name: "two" }).entries()).toEqual([]);
});

test("a database that cannot be opened is told to whoever uses it, and to nobody else", async () => {
  const indexedDB = {
    open: () => {
      throw new Error("private window");
    },
  } as unknown as IDBFactory;
  const storage = idbStorage({ indexedDB, locks: null });
  await expect(storage.put(entry(1))).rejects.toThrow("private window");
  await expect(storage.entries()).rejects.toThrow("private window");
});
