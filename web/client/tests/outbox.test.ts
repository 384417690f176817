import { expect, test } from "vitest";
import { createClient, memoryStorage, type OutboxEntry, type Storage } from "../src/index.js";
import { TestServer } from "../src/testing/index.js";
import { arrive, states, story, texts, valueOf } from "./people.js";

const sent = (server: TestServer) => server.heard.filter(({ type }) => type === "send_message");
const inLog = (server: TestServer) => server.room("madang").messages.map(({ text }) => text);

/** A storage whose writes wait for the test. */
function slowStorage() {
  const inner = memoryStorage();
  const gates: (() => void)[] = [];
  const storage: Storage = {
    ...inner,
    put: (entry) => new Promise((kept) => gates.push(() => kept(inner.put(entry)))),
  };
  return { storage, release: () => gates.splice(0).forEach((open) => open()) };
}

test("a message is a row at once, is sent, and stays the same row", async () => {
  const { server, alice } = await story();
  const id = valueOf(alice.room("madang").send("안녕"));
  expect(states(alice)).toEqual(["안녕: queued"]);
  expect(alice.room("madang").timeline.get().messages[0]).toMatchObject({
    id,
    seq: null,
    author: alice.me.get()?.id,
  });
  await server.clock.settle();
  expect(states(alice)).toEqual(["안녕: sent"]);
  expect(alice.room("madang").timeline.get().messages[0]).toMatchObject({ id, seq: 1, rev: 4 });
});

test("it is written down before it is said", async () => {
  const { storage, release } = slowStorage();
  const { server, alice } = await story({ storage });
  alice.room("madang").send("안녕");
  await server.clock.settle();
  expect(sent(server)).toEqual([]);
  release();
  await server.clock.settle();
  expect(inLog(server)).toEqual(["안녕"]);
  expect(await storage.entries()).toEqual([]);
});

test("a storage that fails does not hold the message", async () => {
  const broken = {
    ...memoryStorage(),
    put: () => Promise.reject(new Error("full")),
    remove: () => Promise.reject(new Error("full")),
  };
  const { server, alice } = await story({ storage: broken });
  alice.room("madang").send("안녕");
  await server.clock.settle();
  expect(inLog(server)).toEqual(["안녕"]);
});

test.each([[true], [false]])("the answer may come before the event (%s)", async (answerFirst) => {
  const { server, alice } = await story();
  server.troubles.answerFirst = answerFirst;
  const room = alice.room("madang");
  const counts: number[] = [];
  room.timeline.subscribe(() => counts.push(room.timeline.get().messages.length));
  for (const text of ["a", "b", "c"]) room.send(text);
  await server.clock.settle();
  expect(states(alice)).toEqual(["a: sent", "b: sent", "c: sent"]);
  // Never a row too many or too few.
  expect(counts.every((count, i) => count >= (counts[i - 1] ?? 0) && count <= 3)).toBe(true);
  expect(room.view.get()).toMatchObject({ read: 3, unread: 0 });
});

test("the event is answer enough: the next one goes, and the late answer harms nothing", async () => {
  const { server, alice } = await story();
  server.troubles.holdAnswers();
  for (const text of ["a", "b"]) alice.room("madang").send(text);
  await server.clock.settle();
  expect(states(alice)).toEqual(["a: sent", "b: sent"]);
  server.troubles.releaseAnswers();
  await server.clock.settle();
  expect(states(alice)).toEqual(["a: sent", "b: sent"]);
});

test("what is held back in one room does not hold another", async () => {
  const { server, alice } = await story();
  server.addRoom("other", "bob");
  server.joins("alice", "other");
  server.troubles.ignoreNext("send_message");
  alice.room("madang").send("a");
  await server.clock.settle();
  alice.room("other").send("x");
  await server.clock.settle();
  expect(states(alice)).toEqual(["a: sending"]);
  expect(states(alice, "other")).toEqual(["x: sent"]);
});

test("an answer without its event places the row only when the event comes", async () => {
  const { server, alice } = await story({}, 3);
  const room = alice.room("madang");
  room.open();
  await server.clock.settle();
  server.troubles.answerFirst = true;
  const shown: string[] = [];
  room.timeline.subscribe(() => shown.push(states(alice).slice(3).join()));
  room.send("a");
  await server.clock.settle();
  expect(new Set(shown)).toEqual(new Set(["a: queued", "a: sending", "a: sent"]));
});

test("in one room nothing overtakes", async () => {
  const { server, alice } = await story();
  server.troubles.refuseNext("send_message", { code: "too_fast", retry_after: 3 });
  const room = alice.room("madang");
  for (const text of ["a", "b", "c"]) room.send(text);
  await server.clock.settle();
  expect(states(alice)).toEqual(["a: queued", "b: queued", "c: queued"]);
  expect(sent(server)).toHaveLength(1);
  await server.clock.advance(2999);
  expect(sent(server)).toHaveLength(1);
  await server.clock.advance(1);
  expect(inLog(server)).toEqual(["a", "b", "c"]);
});

test.each(["unavailable", "too_fast", "internal"] as const)(
  "%s is no outcome: the same id is said again",
  async (code) => {
    const { server, alice } = await story();
    server.troubles.refuseNext("send_message", { code });
    server.troubles.refuseNext("send_message", { code });
    const id = valueOf(alice.room("madang").send("a"));
    await server.clock.advance(10_000);
    expect(sent(server).map(({ ref }) => ref)).toEqual([id, id, id]);
    expect(states(alice)).toEqual(["a: sent"]);
  },
);

test("a definite refusal fails the one and lets the others go", async () => {
  const { server, alice } = await story();
  server.troubles.refuseNext("send_message", { code: "forbidden", message: "Not here." });
  const room = alice.room("madang");
  const id = valueOf(room.send("a"));
  room.send("b");
  await server.clock.settle();
  expect(states(alice)).toEqual(["b: sent", "a: failed"]);
  expect(room.timeline.get().messages[1]?.failure).toEqual({ code: "forbidden", message: "Not here." });
  room.retry(id);
  await server.clock.settle();
  expect(states(alice)).toEqual(["b: sent", "a: sent"]);
  expect(sent(server).filter(({ ref }) => ref === id)).toHaveLength(2);
});

test("a failed one can be discarded, one on its way cannot", async () => {
  const { server, alice } = await story();
  server.troubles.refuseNext("send_message", { code: "forbidden" });
  const room = alice.room("madang");
  const failed = valueOf(room.send("a"));
  await server.clock.settle();
  room.discard(failed);
  expect(texts(alice)).toEqual([]);
  server.troubles.loseNext("send_message");
  const id = valueOf(room.send("b"));
  await Promise.resolve();
  await Promise.resolve();
  expect(states(alice)).toEqual(["b: sending"]);
  room.discard(id);
  expect(states(alice)).toEqual(["b: sending"]);
});

test("an id that is taken gets another one on retry", async () => {
  const { server, alice } = await story();
  server.troubles.refuseNext("send_message", { code: "id_taken" });
  const id = valueOf(alice.room("madang").send("a"));
  await server.clock.settle();
  alice.room("madang").retry(id);
  await server.clock.settle();
  expect(states(alice)).toEqual(["a: sent"]);
  expect(sent(server)[1]?.["ref"]).not.toBe(id);
});

test("what can never be sent is refused at once", async () => {
  const { alice } = await story();
  const room = alice.room("madang");
  expect(room.send(" \n ")).toMatchObject({ ok: false, code: "bad_text" });
  expect(room.send("a\0b")).toMatchObject({ ok: false, code: "bad_text" });
  expect(room.send("\uD83D")).toMatchObject({ ok: false, code: "bad_text" });
  expect(room.send("가".repeat(8001))).toMatchObject({ ok: false, code: "too_long" });
  expect(room.send("👍".repeat(8000))).toMatchObject({ ok: true });
  expect(texts(alice)).toHaveLength(1);
});

test("Hangul typed in pieces is said in whole syllables", async () => {
  const { server, alice } = await story();
  alice.room("madang").send("\u1112\u1161\u11ab");
  await server.clock.settle();
  expect(inLog(server)).toEqual(["한"]);
});

test.each(["loseNext", "loseAnswerOf"] as const)(
  "over a drop (%s) a message is one row and one in the log",
  async (trouble) => {
    const { server, alice } = await story();
    server.troubles[trouble]("send_message");
    const room = alice.room("madang");
    const ids = ["a", "b", "c"].map((text) => valueOf(room.send(text)));
    await server.clock.settle();
    expect(alice.status.get().state).toBe("waiting");
    expect(states(alice)).toEqual(["a: queued", "b: queued", "c: queued"]);
    await server.clock.advance(1000);
    expect(states(alice)).toEqual(["a: sent", "b: sent", "c: sent"]);
    expect(room.timeline.get().messages.map(({ id }) => id)).toEqual(ids);
    expect(inLog(server)).toEqual(["a", "b", "c"]);
  },
);

test("an answer that never comes on a living connection is asked for again", async () => {
  const { server, alice } = await story();
  server.troubles.ignoreNext("send_message");
  alice.room("madang").send("a");
  await server.clock.advance(4000);
  server.tellAll({ type: "ping" });
  await server.clock.advance(10_999);
  expect(states(alice)).toEqual(["a: sending"]);
  await server.clock.advance(1);
  expect(states(alice)).toEqual(["a: sent"]);
  expect(server.heard.filter(({ type }) => type === "hello")).toHaveLength(1);
});

test("offline messages wait, and go in order when the connection is back", async () => {
  const { server, alice } = await story();
  server.troubles.down = true;
  server.drop();
  await server.clock.settle();
  for (const text of ["a", "b", "c"]) alice.room("madang").send(text);
  await server.clock.advance(60_000);
  expect(states(alice)).toEqual(["a: queued", "b: queued", "c: queued"]);
  server.troubles.down = false;
  await server.clock.advance(20_000);
  expect(inLog(server)).toEqual(["a", "b", "c"]);
});

test("a reload sends what waited, in order, once", async () => {
  const storage = memoryStorage();
  const { server, alice } = await story({ storage });
  server.troubles.down = true;
  server.drop();
  await server.clock.settle();
  for (const text of ["a", "b"]) alice.room("madang").send(text);
  await server.clock.settle();
  alice.stop();
  server.troubles.down = false;
  const reloaded = await arrive(server, "alice", { storage });
  expect(inLog(server)).toEqual(["a", "b"]);
  expect(states(reloaded)).toEqual(["a: sent", "b: sent"]);
  expect(await storage.entries()).toEqual([]);
});

test("a crash between the commit and the answer leaves one message", async () => {
  const storage = memoryStorage();
  const { server, alice } = await story({ storage });
  server.troubles.loseAnswerOf("send_message");
  const id = valueOf(alice.room("madang").send("a"));
  await server.clock.settle();
  alice.stop();
  expect(await storage.entries()).toHaveLength(1);
  const reloaded = await arrive(server, "alice", { storage });
  reloaded.room("madang").open();
  await server.clock.settle();
  expect(inLog(server)).toEqual(["a"]);
  expect(
    reloaded
      .room("madang")
      .timeline.get()
      .messages.map((row) => [row.id, row.state]),
  ).toEqual([[id, "sent"]]);
  expect(await storage.entries()).toEqual([]);
});

test.each([
  ["edited", (server: TestServer, id: string) => server.edits("alice", "madang", id, "changed"), "changed"],
  ["deleted", (server: TestServer, id: string) => server.deletes("alice", "madang", id), "(deleted)"],
])("what was %s elsewhere while its answer was lost shows as it is now", async (_how, change, shown) => {
  const storage = memoryStorage();
  const { server, alice } = await story({ storage });
  server.troubles.loseAnswerOf("send_message");
  const id = valueOf(alice.room("madang").send("a"));
  await server.clock.settle();
  alice.stop();
  change(server, id);
  const reloaded = await arrive(server, "alice", { storage });
  expect(texts(reloaded)).toEqual([shown]);
});

test("a failed one is still failed after a reload", async () => {
  const storage = memoryStorage();
  const { server, alice } = await story({ storage });
  server.troubles.refuseNext("send_message", { code: "forbidden", message: "No." });
  alice.room("madang").send("a");
  await server.clock.settle();
  alice.stop();
  const reloaded = await arrive(server, "alice", { storage });
  expect(reloaded.room("madang").timeline.get().messages[0]).toMatchObject({
    state: "failed",
    failure: { code: "forbidden" },
  });
});

test("what somebody else left on this machine is neither shown nor sent", async () => {
  const server = new TestServer();
  server.addRoom("madang", "alice", "bob");
  const storage = memoryStorage();
  const entry: OutboxEntry = {
    id: "0199aa00-0000-7000-8000-000000000001",
    room: "madang",
    author: server.person("bob").id,
    text: "secret",
    createdAt: "2026-11-25T09:00:00.000Z",
    failure: null,
  };
  await storage.put(entry);
  const alice = await arrive(server, "alice", { storage });
  expect(texts(alice)).toEqual([]);
  expect(inLog(server)).toEqual([]);
  expect(await storage.entries()).toEqual([entry]);
});

test("two tabs with one storage: both may send it, the log has it once, and each shows it once", async () => {
  const storage = memoryStorage();
  const server = new TestServer();
  server.addRoom("madang", "alice");
  server.troubles.down = true;
  const one = createClient({ ...server.optionsFor("alice"), storage });
  const two = createClient({ ...server.optionsFor("alice"), storage });
  one.start();
  await server.clock.settle();
  one.room("madang").send("a");
  await server.clock.settle();
  server.troubles.down = false;
  two.start();
  await server.clock.advance(30_000);
  expect(inLog(server)).toEqual(["a"]);
  expect(states(one)).toEqual(["a: sent"]);
  expect(states(two)).toEqual(["a: sent"]);
});

test("every event told three times is one row", async () => {
  const { server, alice } = await story();
  server.troubles.repeats = 3;
  alice.room("madang").send("a");
  server.says("bob", "madang", "b");
  await server.clock.settle();
  expect(texts(alice).toSorted()).toEqual(["a", "b"]);
});

test("in a window of the past my waiting messages do not show; at the end they do", async () => {
  const { server, alice } = await story({}, 300);
  const room = alice.room("madang");
  room.open();
  await server.clock.settle();
  await Promise.all([room.jumpTo(50), server.clock.settle()]);
  server.troubles.down = true;
  server.drop();
  await server.clock.settle();
  room.send("mine");
  expect(texts(alice)).not.toContain("mine");
  await room.jumpToLatest();
  expect(texts(alice).at(-1)).toBe("mine");
});

test("what is not written down yet waits also when the connection comes", async () => {
  const { storage, release } = slowStorage();
  const { server, alice } = await story({ storage });
  server.drop();
  await server.clock.settle();
  alice.room("madang").send("a");
  await server.clock.advance(5000);
  expect(alice.status.get().state).toBe("connected");
  expect(sent(server)).toEqual([]);
  release();
  await server.clock.settle();
  expect(inLog(server)).toEqual(["a"]);
});

test("what became of an old message is looked up again after a catch-up, if it could not be before", async () => {
  const storage = memoryStorage();
  const { server, alice } = await story({ storage });
  server.troubles.loseAnswerOf("send_message");
  const id = valueOf(alice.room("madang").send("a"));
  await server.clock.settle();
  alice.stop();
  server.edits("alice", "madang", id, "changed");
  server.troubles.httpDown = true;
  const reloaded = await arrive(server, "alice", { storage });
  expect(texts(reloaded)).toEqual(["a"]);
  server.troubles.httpDown = false;
  server.drop();
  await server.clock.advance(1000);
  expect(texts(reloaded)).toEqual(["changed"]);
});
