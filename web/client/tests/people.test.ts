// Who is there, who types, who has read what.
import { expect, test } from "vitest";
import { arrive, rings, story, valueOf } from "./people.js";

const marks = (heard: { type: string }[]) => heard.filter(({ type }) => type === "mark_read");

test("members are fetched once somebody watches, and live on by news", async () => {
  const { server, alice } = await story();
  const { members } = alice.room("madang");
  expect(members.get()).toEqual([]);
  expect(server.asked).toEqual([]);
  const stop = members.subscribe(() => undefined);
  await server.clock.settle();
  expect(members.get().map(({ name }) => name)).toEqual(["alice", "bob"]);
  server.joins("carol", "madang");
  server.leaves("bob", "madang");
  await server.clock.settle();
  expect(members.get().map(({ name }) => name)).toEqual(["alice", "carol"]);
  expect(server.asked).toEqual(["/rooms/madang/members"]);
  stop();
  expect(alice.room("madang").nameOf(server.person("bob").id)).toBe("bob");
  expect(alice.room("madang").nameOf("nobody")).toBeNull();
});

test("presence says who is here, and members that did not change keep their object", async () => {
  const { server, alice } = await story();
  const room = alice.room("madang");
  room.open();
  await server.clock.settle();
  const [, bob] = room.members.get();
  server.isHere("madang", "alice");
  await server.clock.settle();
  expect(room.presence.get()).toEqual({ count: 1, here: new Set([server.person("alice").id]) });
  expect(room.members.get().map(({ name, here }) => [name, here])).toEqual([
    ["alice", true],
    ["bob", false],
  ]);
  expect(room.members.get()[1]).toBe(bob);
  const again = await rings(room.presence, async () => {
    server.isHere("madang", "alice");
    await server.clock.settle();
  });
  expect(again).toBe(0);
});

test("who types is gone after 8 s", async () => {
  const { server, alice } = await story();
  const room = alice.room("madang");
  room.open();
  await server.clock.settle();
  server.types("bob", "madang");
  server.types("alice", "madang");
  await server.clock.settle();
  expect(room.typing.get().map(({ name }) => name)).toEqual(["bob"]);
  await server.clock.advance(5000);
  server.types("bob", "madang");
  await server.clock.advance(7999);
  expect(room.typing.get()).toHaveLength(1);
  await server.clock.advance(1);
  expect(room.typing.get()).toEqual([]);
});

test("who types is gone with the message", async () => {
  const { server, alice } = await story();
  server.types("bob", "madang");
  await server.clock.settle();
  expect(alice.room("madang").typing.get()).toHaveLength(1);
  server.says("bob", "madang", "there");
  await server.clock.settle();
  expect(alice.room("madang").typing.get()).toEqual([]);
});

test("my typing is told at most every 5 s, and again at once after a message", async () => {
  const { server, alice } = await story();
  const room = alice.room("madang");
  const told = () => server.heard.filter(({ type }) => type === "typing").length;
  for (let n = 0; n < 20; n += 1) room.setTyping();
  await server.clock.settle();
  expect(told()).toBe(1);
  await server.clock.advance(5000);
  room.setTyping();
  room.send("x");
  room.setTyping();
  await server.clock.settle();
  expect(told()).toBe(3);
});

test("whom I blocked is not told that I type in our talk, and elsewhere they are", async () => {
  const { server, alice } = await story();
  const bob = server.person("bob").id;
  const talk = valueOf(await alice.openDirect([bob]));
  await server.clock.settle();
  alice.blocked.subscribe(() => undefined);
  const told = () => server.heard.flatMap((frame) => (frame.type === "typing" ? [frame.room] : []));
  valueOf(await alice.block(bob));
  for (const room of [talk, "madang"]) alice.room(room).setTyping();
  await server.clock.settle();
  expect(told()).toEqual(["madang"]);
  valueOf(await alice.unblock(bob));
  alice.room(talk).setTyping();
  await server.clock.settle();
  expect(told()).toEqual(["madang", talk]);
});

test("a read mark shows at once, is told once for many, and only grows", async () => {
  const { server, alice } = await story({}, 10);
  const room = alice.room("madang");
  room.open();
  await server.clock.settle();
  for (const seq of [3, 6, 5, 8]) room.markRead(seq);
  expect(room.view.get()).toMatchObject({ read: 8, unread: 2 });
  await server.clock.advance(1000);
  expect(marks(server.heard)).toMatchObject([{ seq: 8 }]);
  room.markRead(4);
  await server.clock.advance(1000);
  expect(marks(server.heard)).toHaveLength(1);
  expect(room.view.get()).toMatchObject({ read: 8, unread: 2 });
  expect(server.room("madang").mine(server.person("alice").id)).toEqual({ read: 8, unread: 2 });
});

test("a read mark survives a drop", async () => {
  const { server, alice } = await story({}, 10);
  const room = alice.room("madang");
  server.troubles.down = true;
  server.drop();
  await server.clock.settle();
  room.markRead(10);
  const seen = new Set<number>();
  room.view.subscribe(() => seen.add(room.view.get()?.unread ?? -1));
  await server.clock.advance(120_000);
  server.troubles.down = false;
  await server.clock.advance(30_000);
  expect(room.view.get()).toMatchObject({ read: 10, unread: 0 });
  expect(server.room("madang").mine(server.person("alice").id).read).toBe(10);
  // It never fell back on the way.
  expect([...seen].every((unread) => unread === 0)).toBe(true);
});

test("a read mark that cannot be written now is told later", async () => {
  const { server, alice } = await story({}, 10);
  server.troubles.refuseNext("mark_read", { code: "too_fast", retry_after: 3 });
  alice.room("madang").markRead(10);
  await server.clock.advance(1000);
  expect(server.room("madang").mine(server.person("alice").id).read).toBe(0);
  await server.clock.advance(5000);
  expect(server.room("madang").mine(server.person("alice").id).read).toBe(10);
});

test("a read mark beyond the room is one at its head", async () => {
  const { server, alice } = await story({}, 3);
  alice.room("madang").markRead(99);
  await server.clock.advance(1000);
  expect(marks(server.heard)).toMatchObject([{ seq: 3 }]);
});

test("reading on one device clears the other", async () => {
  const { server, alice } = await story({}, 5);
  const phone = await arrive(server, "alice");
  phone.room("madang").markRead(5);
  await server.clock.advance(1000);
  expect(alice.room("madang").view.get()).toMatchObject({ read: 5, unread: 0 });
});
