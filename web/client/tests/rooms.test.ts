// What is done about rooms and the people in them, and how I want to have them.
import { expect, test } from "vitest";
import { arrive, story, texts, valueOf } from "./people.js";

test("a room is opened as it is to be, and who opened it looks after it", async () => {
  const { server, alice } = await story();
  const opening = alice.openRoom("공지", { kind: "private", announcement: true, description: "읽기만" });
  await server.clock.settle();
  const id = valueOf(await opening);
  const room = alice.room(id);
  room.open();
  await server.clock.settle();
  expect(room.view.get()).toMatchObject({ kind: "private", announcement: true, description: "읽기만" });
  expect(room.mine.get()).toMatchObject({ name: "alice", admin: true });
});

test("what changes about a room reaches everybody in it", async () => {
  const { server, alice } = await story();
  server.hasRole("alice", "owner");
  const carol = await arrive(server, "carol");
  server.joins("carol", "madang");
  await server.clock.settle();
  const change = { name: "안마당", slowMode: 30, retentionDays: 90, archived: true } as const;
  valueOf(await alice.room("madang").editRoom(change));
  await server.clock.settle();
  for (const one of [alice, carol]) expect(one.room("madang").view.get()).toMatchObject(change);
});

test("who may not change a room is told so, and nothing changed", async () => {
  const { server, alice } = await story();
  const answer = await alice.room("madang").editRoom({ name: "내 방" });
  expect(answer).toMatchObject({ ok: false, code: "forbidden" });
  await server.clock.settle();
  expect(alice.room("madang").view.get()?.name).toBe("madang");
});

test("the direct room of the same people is the same room, whoever opens it", async () => {
  const { server, alice } = await story();
  const bob = await arrive(server, "bob");
  const [a, b] = [server.person("alice").id, server.person("bob").id];
  const id = valueOf(await alice.openDirect([b]));
  expect(valueOf(await bob.openDirect([a]))).toBe(id);
  await server.clock.settle();
  expect(alice.rooms.get().find((room) => room.id === id)).toMatchObject({ kind: "direct", name: "bob" });
  expect(bob.room(id).view.get()).toMatchObject({ kind: "direct", name: "alice", caughtUp: true });
  alice.room(id).send("둘이서");
  await server.clock.settle();
  expect(bob.room(id).view.get()?.unread).toBe(1);
});

test("a direct room bears the present names of the others", async () => {
  const { server, alice } = await story();
  const id = valueOf(await alice.openDirect([server.person("bob").id]));
  await server.clock.settle();
  server.renames("bob", "밥");
  await server.clock.settle();
  expect(alice.room(id).view.get()?.name).toBe("밥");
});

test("people are added, looked after and sent out", async () => {
  const { server, alice } = await story();
  server.hasRole("alice", "owner");
  const carol = await arrive(server, "carol");
  const room = alice.room("madang");
  room.open();
  const { id } = server.person("carol");
  valueOf(await room.addMember(id));
  await server.clock.settle();
  expect(carol.rooms.get().map((one) => one.id)).toEqual(["madang"]);
  valueOf(await room.setMember(id, { admin: true, silencedFor: 60 }));
  await server.clock.settle();
  const seen = () => room.members.get().find((member) => member.id === id);
  expect(seen()).toMatchObject({ admin: true });
  expect(Date.parse(seen()?.silencedUntil ?? "")).toBe(server.clock.now() + 60_000);
  valueOf(await room.setMember(id, { silencedFor: 0 }));
  await server.clock.settle();
  expect(seen()).toMatchObject({ admin: true, silencedUntil: null });
  valueOf(await room.removeMember(id));
  await server.clock.settle();
  expect(seen()).toBeUndefined();
  expect(carol.rooms.get()).toEqual([]);
});

test("what I prefer shows at once, and on my other devices", async () => {
  const { server, alice } = await story();
  const phone = await arrive(server, "alice");
  const asked = alice.room("madang").setPreferences({ favourite: true, section: "일" });
  expect(alice.room("madang").view.get()?.preferences).toMatchObject({ favourite: true, section: "일" });
  valueOf(await asked);
  await server.clock.settle();
  expect(phone.room("madang").view.get()?.preferences).toMatchObject({ favourite: true, section: "일" });
  server.drop();
  await server.clock.advance(5000);
  expect(alice.room("madang").view.get()?.preferences).toMatchObject({ favourite: true, section: "일" });
});

test("what I prefer is taken back when it could not be kept", async () => {
  const { server, alice } = await story();
  server.troubles.httpDown = true;
  const answer = await alice.room("madang").setPreferences({ notify: "none" });
  expect(answer).toMatchObject({ ok: false, code: "offline" });
  expect(alice.room("madang").view.get()?.preferences.notify).toBe("all");
});

test("whom I block is known once somebody looks, at once and on every device", async () => {
  const { server, alice } = await story();
  const bob = server.person("bob").id;
  expect(server.asked).toEqual([]);
  alice.blocked.subscribe(() => undefined);
  const phone = await arrive(server, "alice");
  phone.blocked.subscribe(() => undefined);
  const asked = alice.block(bob);
  expect(alice.blocked.get()).toEqual(new Set([bob]));
  valueOf(await asked);
  await server.clock.settle();
  expect(phone.blocked.get()).toEqual(new Set([bob]));
  valueOf(await phone.unblock(bob));
  await server.clock.settle();
  expect(alice.blocked.get()).toEqual(new Set());
});

test("a block that could not be kept is taken back", async () => {
  const { server, alice } = await story();
  alice.blocked.subscribe(() => undefined);
  await server.clock.settle();
  server.troubles.httpDown = true;
  expect(await alice.block("bob")).toMatchObject({ ok: false });
  expect(alice.blocked.get()).toEqual(new Set());
});

test("a message is reported with a reason, and who looks after the room deletes it", async () => {
  const { server, alice } = await story({}, 1);
  const room = alice.room("madang");
  room.open();
  await server.clock.settle();
  const [message] = room.timeline.get().messages;
  valueOf(await room.report(message?.id ?? "", "욕설"));
  expect(server.reports).toMatchObject([{ reason: "욕설", message: message?.id }]);
  server.room("madang").setStanding(server.person("alice").id, { admin: true });
  const removing = room.remove(message?.id ?? "");
  await server.clock.settle();
  valueOf(await removing);
  expect(texts(alice)).toEqual(["(deleted)"]);
});

test("rooms are found by name, page by page", async () => {
  const { server, alice } = await story();
  for (const name of ["가", "나", "다"]) server.addRoom(`방 ${name}`, "bob");
  const first = valueOf(await alice.findRooms({ query: "방", limit: 2 }));
  expect(first.rooms.map(({ name }) => name)).toEqual(["방 가", "방 나"]);
  const rest = valueOf(await alice.findRooms({ query: "방", limit: 2, after: first.next }));
  expect(rest).toMatchObject({ rooms: [{ name: "방 다", joined: false }], next: null });
});

test("a private room is not seen from outside", async () => {
  const { server, alice } = await story();
  server.addRoom("비밀", "bob").face = { ...server.room("비밀").face, kind: "private" };
  const room = alice.room("비밀");
  room.open();
  await server.clock.settle();
  expect(room.view.get()).toBeNull();
  expect(room.timeline.get().failure?.code).toBe("not_found");
});
