import { expect, test } from "vitest";
import type { Client, RoomHandle } from "../src/index.js";
import type { TestServer } from "../src/testing/index.js";
import { story, texts } from "./people.js";

async function opened(said: number): Promise<{ server: TestServer; alice: Client; room: RoomHandle }> {
  const { server, alice } = await story({}, said);
  const room = alice.room("madang");
  room.open();
  await server.clock.settle();
  return { server, alice, room };
}

const seqs = (room: RoomHandle) => room.timeline.get().messages.map(({ seq }) => seq);
const span = (room: RoomHandle) => [seqs(room)[0], seqs(room).at(-1)];
const pages = (server: TestServer) => server.asked.filter((path) => path.includes("/messages"));

test("nothing is fetched before somebody looks, and then one page", async () => {
  const { server, alice } = await story({}, 120);
  const room = alice.room("madang");
  expect(pages(server)).toEqual([]);
  expect(room.timeline.get()).toMatchObject({ messages: [], loading: "first", hasOlder: true });
  const close = room.open();
  room.open();
  await server.clock.settle();
  expect(pages(server)).toHaveLength(1);
  expect(span(room)).toEqual([71, 120]);
  expect(room.timeline.get()).toMatchObject({ hasOlder: true, hasNewer: false, loading: "none", live: true });
  close();
  close();
  room.open();
  await server.clock.settle();
  expect(pages(server)).toHaveLength(1);
});

test("opening before the connection is there loads when it is", async () => {
  const { server, alice } = await story({}, 3);
  alice.stop();
  alice.room("madang").open();
  await server.clock.settle();
  expect(pages(server)).toEqual([]);
  alice.start();
  await server.clock.settle();
  expect(texts(alice)).toEqual(["old 1", "old 2", "old 3"]);
});

test("an empty room is empty and not loading", async () => {
  const { room, server } = await opened(0);
  expect(room.timeline.get()).toMatchObject({ messages: [], hasOlder: false, loading: "none", live: true });
  expect(pages(server)).toEqual([]);
});

test("older pages come until there is nothing older", async () => {
  const { server, room } = await opened(120);
  const loading = room.loadOlder();
  expect(room.timeline.get().loading).toBe("older");
  expect(room.loadOlder()).toBe(loading);
  await server.clock.settle();
  expect(await loading).toMatchObject({ ok: true });
  expect(span(room)).toEqual([21, 120]);
  await Promise.all([room.loadOlder(), server.clock.settle()]);
  expect(span(room)).toEqual([1, 120]);
  expect(room.timeline.get().hasOlder).toBe(false);
  const asked = pages(server).length;
  await room.loadOlder();
  expect(pages(server)).toHaveLength(asked);
});

test("a jump detaches the window from the live end, and news do not show in it", async () => {
  const { server, room } = await opened(300);
  const jump = room.jumpTo(100);
  await server.clock.settle();
  expect(await jump).toMatchObject({ ok: true });
  expect(span(room)).toEqual([75, 124]);
  expect(room.timeline.get()).toMatchObject({ hasOlder: true, hasNewer: true, live: false });
  const before = room.timeline.get();
  server.says("bob", "madang", "news");
  await server.clock.settle();
  expect(room.timeline.get()).toBe(before);
  expect(room.view.get()?.last?.text).toBe("news");
  await room.jumpToLatest();
  expect(room.timeline.get()).toMatchObject({ hasNewer: false, live: true });
  expect(span(room)).toEqual([251, 301]);
});

test("paging newer from a jump reaches the live end and attaches there", async () => {
  const { server, room } = await opened(160);
  await Promise.all([room.jumpTo(60), server.clock.settle()]);
  expect(span(room)).toEqual([35, 84]);
  expect(room.timeline.get().hasNewer).toBe(true);
  await Promise.all([room.loadNewer(), server.clock.settle()]);
  // The pages touched: two stretches became one.
  expect(span(room)).toEqual([35, 160]);
  expect(room.timeline.get()).toMatchObject({ hasNewer: false, live: true });
});

test("a jump to what is shown fetches nothing and moves nothing", async () => {
  const { server, room } = await opened(120);
  const before = room.timeline.get();
  await room.jumpTo(90);
  expect(room.timeline.get()).toBe(before);
  expect(pages(server)).toHaveLength(1);
});

test("going back to where one has been fetches nothing", async () => {
  const { server, room } = await opened(300);
  await Promise.all([room.jumpTo(100), server.clock.settle()]);
  await room.jumpToLatest();
  await room.jumpTo(100);
  expect(span(room)).toEqual([75, 124]);
  expect(pages(server)).toHaveLength(2);
});

test("who jumps twice is not pulled back by the slower answer", async () => {
  const { server, room } = await opened(300);
  const first = room.jumpTo(100);
  await room.jumpToLatest();
  await server.clock.settle();
  await first;
  expect(span(room)).toEqual([251, 300]);
});

test("a failed page says why, keeps what is there, and may be asked for again", async () => {
  const { server, room } = await opened(120);
  server.troubles.httpDown = true;
  const older = room.loadOlder();
  await server.clock.settle();
  expect(await older).toMatchObject({ ok: false, code: "offline" });
  expect(room.timeline.get()).toMatchObject({ loading: "none", failure: { code: "offline" } });
  expect(span(room)).toEqual([71, 120]);
  server.troubles.httpDown = false;
  await Promise.all([room.loadOlder(), server.clock.settle()]);
  expect(room.timeline.get().failure).toBeNull();
  expect(span(room)).toEqual([21, 120]);
});

test("edits and deletions keep their place", async () => {
  const { server, alice } = await opened(3);
  server.edits("bob", "madang", server.room("madang").messages[0]!.id, "edited");
  server.deletes("bob", "madang", server.room("madang").messages[1]!.id);
  await server.clock.settle();
  expect(texts(alice)).toEqual(["edited", "(deleted)", "old 3"]);
});

test("a lost event is asked for; until it comes no hole is shown", async () => {
  const { server, alice, room } = await opened(3);
  const seen: string[][] = [];
  room.timeline.subscribe(() => seen.push(texts(alice)));
  server.silently(() => server.says("bob", "madang", "lost"));
  server.says("bob", "madang", "heard");
  await server.clock.settle();
  expect(texts(alice)).toEqual(["old 1", "old 2", "old 3", "lost", "heard"]);
  expect(seen.every((list) => list.slice(0, 3).join() === "old 1,old 2,old 3" && list[3] !== "heard")).toBe(
    true,
  );
  expect(server.heard.at(-1)).toMatchObject({ type: "catch_up", after: 6 });
  expect(room.view.get()).toMatchObject({ caughtUp: true, unread: 5 });
});

test("a catch-up that is refused for now is asked for again", async () => {
  const { server, alice } = await opened(1);
  server.troubles.refuseNext("catch_up", { code: "unavailable", retry_after: 2 });
  server.silently(() => server.says("bob", "madang", "lost"));
  server.says("bob", "madang", "heard");
  await server.clock.settle();
  expect(texts(alice)).toEqual(["old 1"]);
  await server.clock.advance(2000);
  expect(texts(alice)).toEqual(["old 1", "lost", "heard"]);
});

test("a cursor that is worth nothing starts the room anew", async () => {
  const { server, alice } = await opened(1);
  server.troubles.refuseNext("catch_up", { code: "future" });
  server.silently(() => server.says("bob", "madang", "lost"));
  server.says("bob", "madang", "heard");
  await server.clock.advance(1000);
  expect(texts(alice)).toEqual(["old 1", "lost", "heard"]);
});

test("after a drop the changes are caught up without fetching a page", async () => {
  const { server, alice, room } = await opened(3);
  server.drop();
  await server.clock.settle();
  server.says("bob", "madang", "missed");
  server.edits("bob", "madang", server.room("madang").messages[0]!.id, "edited");
  await server.clock.advance(1000);
  expect(texts(alice)).toEqual(["edited", "old 2", "old 3", "missed"]);
  expect(pages(server)).toHaveLength(1);
  expect(room.view.get()).toMatchObject({ unread: 4, caughtUp: true });
});

test("too much missed is a reset: the timeline starts at the newest page", async () => {
  const { server, alice, room } = await opened(3);
  server.changesLimit = 10;
  server.drop();
  await server.clock.settle();
  for (let n = 0; n < 80; n += 1) server.says("bob", "madang", `missed ${n}`);
  await server.clock.advance(1000);
  expect(texts(alice).at(-1)).toBe("missed 79");
  expect(span(room)).toEqual([34, 83]);
  expect(room.timeline.get()).toMatchObject({ live: true, hasOlder: true, loading: "none" });
  expect(room.members.get().map(({ name }) => name)).toEqual(["alice", "bob"]);
});

test("a restored backup takes back what came after it", async () => {
  const { server, alice, room } = await opened(5);
  server.restore("madang", 2);
  await server.clock.advance(1000);
  expect(texts(alice)).toEqual(["old 1", "old 2"]);
  expect(room.view.get()).toMatchObject({ seq: 2, unread: 2 });
});

test("a page from before a reset is void", async () => {
  const { server, alice, room } = await opened(120);
  const older = room.loadOlder();
  server.tellAll({ type: "reset", room: "madang", rev: 123, seq: 120, reason: "too_far" });
  await server.clock.settle();
  expect((await older).ok).toBe(false);
  expect(span(room)).toEqual([71, 120]);
  expect(texts(alice)).toHaveLength(50);
});

test("who is removed sees nothing more of a room", async () => {
  const { server, alice, room } = await opened(3);
  server.leaves("alice", "madang");
  await server.clock.settle();
  expect(alice.rooms.get()).toEqual([]);
  expect(room.view.get()?.joined).toBe(false);
});

test("a room that nobody looks at keeps only its live end, and opens from it", async () => {
  const { server, alice } = await story({}, 3);
  for (let n = 0; n < 900; n += 1) server.says("bob", "madang", `${n}`);
  await server.clock.settle();
  const room = alice.room("madang");
  expect(seqs(room).length).toBeLessThanOrEqual(400);
  expect(room.view.get()?.unread).toBe(903);
  room.open();
  await server.clock.settle();
  expect(seqs(room).at(-1)).toBe(903);
  await Promise.all([room.loadOlder(), server.clock.settle()]);
  const shown = seqs(room);
  expect(shown.every((seq, i) => seq === Number(shown[0]) + i)).toBe(true);
});

test("a catch-up that a drop swallowed is not asked for again: the hello does it", async () => {
  const { server, alice } = await opened(1);
  server.troubles.loseNext("catch_up");
  server.silently(() => server.says("bob", "madang", "lost"));
  server.says("bob", "madang", "heard");
  await server.clock.advance(1000);
  expect(texts(alice)).toEqual(["old 1", "lost", "heard"]);
  expect(server.heard.filter(({ type }) => type === "catch_up")).toHaveLength(1);
});

test("what was read as a visitor is not trusted by a member", async () => {
  const { server, alice } = await opened(1);
  server.addRoom("garden", "bob");
  const { id } = server.says("bob", "garden", "one");
  alice.room("garden").open();
  await server.clock.settle();
  alice.stop();
  server.edits("bob", "garden", id, "uno");
  server.joins("alice", "garden");
  alice.start();
  await server.clock.settle();
  expect(texts(alice, "garden")).toEqual(["uno"]);
});

test("a first page that failed without the network comes when the network is back", async () => {
  const wakes = new Set<() => void>();
  const onWake = (wake: () => void) => {
    wakes.add(wake);
    return () => void wakes.delete(wake);
  };
  const { server, alice } = await story({ environment: { onWake } }, 3);
  server.addRoom("open", "bob");
  server.says("bob", "open", "hello");
  server.troubles.httpDown = true;
  const [mine, visited] = [alice.room("madang"), alice.room("open")];
  for (const room of [mine, visited]) room.open();
  await server.clock.settle();
  for (const room of [mine, visited]) expect(room.timeline.get().failure?.code).toBe("offline");
  server.troubles.httpDown = false;
  wakes.forEach((wake) => wake());
  await server.clock.settle();
  for (const room of [mine, visited]) expect(room.timeline.get().failure).toBe(null);
  expect([texts(alice), texts(alice, "open")]).toEqual([["old 1", "old 2", "old 3"], ["hello"]]);
});

test("a failed first page is tried again on the next connection", async () => {
  const { server, alice } = await story({}, 3);
  server.troubles.httpDown = true;
  alice.room("madang").open();
  await server.clock.settle();
  server.drop();
  server.troubles.httpDown = false;
  await server.clock.advance(1000);
  expect(alice.room("madang").timeline.get()).toMatchObject({ failure: null, loading: "none" });
  expect(texts(alice)).toEqual(["old 1", "old 2", "old 3"]);
});
