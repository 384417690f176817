import { expect, test } from "vitest";
import { createClient } from "../src/index.js";
import { TestServer } from "../src/testing/index.js";
import { arrive, rings, states, story, texts, valueOf } from "./people.js";

test("a client that starts is connected, knows who it is and has its rooms", async () => {
  const { alice } = await story();
  expect(alice.status.get()).toEqual({ state: "connected" });
  expect(alice.me.get()?.name).toBe("alice");
  expect(alice.session.get()).toBe("ready");
  expect(alice.rooms.get().map(({ id, caughtUp }) => [id, caughtUp])).toEqual([["madang", true]]);
});

test("without a session the connection stays away until somebody signs in", async () => {
  const server = new TestServer();
  server.addRoom("madang");
  const client = createClient(server.options());
  expect(client.session.get()).toBe("unknown");
  client.start();
  await server.clock.settle();
  expect(client.status.get()).toMatchObject({ state: "closed", code: 4401 });
  expect(client.session.get()).toBe("none");
  await server.clock.advance(60_000);
  expect(client.status.get().state).toBe("closed");
  const signing = client.signIn("지우");
  await server.clock.settle();
  expect(valueOf(await signing).name).toBe("지우");
  await server.clock.settle();
  expect(client.status.get().state).toBe("connected");
  expect(client.session.get()).toBe("ready");
});

test("whatever is answered with a session makes one that person", async () => {
  const { server, alice } = await story();
  const asked: unknown[] = [];
  const options = server.options();
  const client = createClient({
    ...options,
    fetch: async (url, init = {}) => {
      if (!url.endsWith("/api/session/password")) return options.fetch!(url, init);
      asked.push(JSON.parse(init.body as string));
      return Response.json({ me: alice.me.get(), token: "token-alice" });
    },
  });
  const entering = client.enter("/session/password", { login: "alice", password: "a long one" });
  await server.clock.settle();
  expect(valueOf(await entering).name).toBe("alice");
  await server.clock.settle();
  expect(asked).toEqual([{ login: "alice", password: "a long one", keep: "token" }]);
  expect(client.rooms.get().map(({ id }) => id)).toEqual(["madang"]);
});

test("what is not chat is asked over HTTP, with JSON or with bytes, and answers a result", async () => {
  const { server } = await story();
  const sent: RequestInit[] = [];
  const client = createClient({
    ...server.optionsFor("alice"),
    fetch: async (url, init = {}) => {
      sent.push(init);
      if (url.endsWith("/none")) return Response.json({ code: "not_found", detail: "No." }, { status: 404 });
      return new Response(null, { status: 204 });
    },
  });
  expect(await client.ask("GET", "/none")).toEqual({ ok: false, code: "not_found", message: "No." });
  const picture = new Blob(["bytes"], { type: "image/png" });
  expect(await client.ask("PUT", "/people/me/picture", picture)).toEqual({ ok: true, value: undefined });
  expect(sent[1]?.body).toBe(picture);
  await client.ask("PATCH", "/people/me", { title: "정원사" });
  expect(sent[2]?.body).toBe('{"title":"정원사"}');
});

test("what was typed before the session was known is said by whoever is signed in", async () => {
  const server = new TestServer();
  server.addRoom("madang", "alice");
  const client = createClient(server.optionsFor("alice"));
  client.room("madang").send("early");
  expect(states(client)).toEqual(["early: queued"]);
  client.start();
  await server.clock.settle();
  expect(states(client)).toEqual(["early: sent"]);
});

test("signing out closes, forgets the rooms and empties the outbox", async () => {
  const { server, alice } = await story({}, 3);
  const close = alice.room("madang").open();
  await server.clock.settle();
  server.troubles.holdAnswers();
  const out = alice.signOut();
  await server.clock.settle();
  expect((await out).ok).toBe(true);
  expect(alice.session.get()).toBe("none");
  expect(alice.me.get()).toBeNull();
  expect(alice.rooms.get()).toEqual([]);
  expect(texts(alice)).toEqual([]);
  expect(alice.room("madang").send("after")).toMatchObject({ ok: false, code: "no_session" });
  close();
});

test("a revoked session is told by the close code", async () => {
  const { server, alice } = await story();
  server.bye(4401, "Signed out elsewhere.");
  await server.clock.settle();
  expect(alice.status.get()).toEqual({ state: "closed", code: 4401, reason: "Signed out elsewhere." });
  expect(alice.session.get()).toBe("none");
});

test("a handle is the same for one id, and so is every snapshot that did not change", async () => {
  const { server, alice } = await story({}, 2);
  const room = alice.room("madang");
  expect(alice.room("madang")).toBe(room);
  room.open();
  await server.clock.settle();
  const before = [room.timeline.get(), room.view.get(), room.members.get(), alice.rooms.get()];
  server.tellAll({ type: "ping" });
  await server.clock.settle();
  expect(
    [room.timeline.get(), room.view.get(), room.members.get(), alice.rooms.get()].every(
      (now, i) => now === before[i],
    ),
  ).toBe(true);
});

test("one incoming message changes its room and nothing of another", async () => {
  const { server, alice } = await story({}, 2);
  server.addRoom("other", "bob");
  server.joins("alice", "other");
  alice.room("madang").open();
  alice.room("other").open();
  await server.clock.settle();
  const other = alice.room("other");
  const still = [
    other.timeline,
    other.view,
    other.members,
    other.typing,
    other.presence,
    alice.status,
    alice.me,
  ];
  const rows = alice.room("madang").timeline.get().messages;
  const views = alice.rooms.get();
  let rang = 0;
  for (const watched of still) watched.subscribe(() => (rang += 1));
  server.says("bob", "madang", "new");
  await server.clock.settle();
  expect(rang).toBe(0);
  const after = alice.room("madang").timeline.get().messages;
  expect(after).toHaveLength(3);
  expect(rows.every((row, i) => row === after[i])).toBe(true);
  const entry = (id: string) => alice.rooms.get().find((view) => view.id === id);
  expect(entry("other")).toBe(views.find(({ id }) => id === "other"));
  expect(entry("madang")?.unread).toBe(3);
});

test("a hundred events in a row of frames ring once for each frame", async () => {
  const { server, alice } = await story();
  alice.room("madang").open();
  await server.clock.settle();
  const count = await rings(alice.room("madang").timeline, async () => {
    server.silently(() => {
      for (let n = 0; n < 100; n += 1) server.says("bob", "madang", `${n}`);
    });
    server.tellAll(
      ...server
        .room("madang")
        .changes(0)
        .filter(({ rev }) => rev > 3),
    );
    await server.clock.settle();
  });
  expect(texts(alice)).toHaveLength(100);
  expect(count).toBe(1);
});

test("rooms are opened, joined, left and listed", async () => {
  const { server, alice } = await story();
  server.addRoom("garden", "bob");
  const opening = alice.openRoom("마루", "topic");
  const joining = alice.room("garden").join();
  await server.clock.settle();
  const id = valueOf(await opening);
  expect(await joining).toMatchObject({ ok: true });
  expect(
    alice.rooms
      .get()
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(["garden", "madang", "마루"]);
  expect(alice.room(id).view.get()).toMatchObject({ topic: "topic", joined: true, caughtUp: true });
  server.says("bob", "garden", "welcome");
  await server.clock.settle();
  expect(texts(alice, "garden")).toEqual(["welcome"]);
  const leaving = alice.room("garden").leave();
  await server.clock.settle();
  expect((await leaving).ok).toBe(true);
  expect(alice.room("garden").view.get()).toMatchObject({ joined: false });
  const listing = alice.listRooms();
  await server.clock.settle();
  expect(valueOf(await listing).map(({ id: room, joined }) => [room, joined])).toEqual([
    ["madang", true],
    ["garden", false],
    [id, true],
  ]);
});

test("a room joined on another device is here too", async () => {
  const { server, alice } = await story();
  const phone = await arrive(server, "alice");
  server.addRoom("garden", "bob");
  const joining = phone.room("garden").join();
  await server.clock.settle();
  await joining;
  expect(alice.rooms.get().map(({ id }) => id)).toEqual(["garden", "madang"]);
});

test("an open room can be read by a visitor, and joining it starts at its head", async () => {
  const { server, alice } = await story();
  server.addRoom("garden", "bob");
  server.says("bob", "garden", "one");
  const room = alice.room("garden");
  room.open();
  await server.clock.settle();
  expect(texts(alice, "garden")).toEqual(["one"]);
  expect(room.view.get()).toMatchObject({ joined: false });
  server.edits("bob", "garden", server.room("garden").messages[0]!.id, "uno");
  const joining = room.join();
  await server.clock.settle();
  await joining;
  expect(texts(alice, "garden")).toEqual(["uno"]);
  expect(room.timeline.get().live).toBe(true);
});

test("a room that is not there says so in its timeline", async () => {
  const { server, alice } = await story();
  alice.room("nowhere").open();
  await server.clock.settle();
  expect(alice.room("nowhere").timeline.get()).toMatchObject({
    failure: { code: "not_found" },
    loading: "none",
  });
});

test("a new name is known everywhere", async () => {
  const { server, alice } = await story();
  alice.room("madang").open();
  const naming = alice.setName("앨리스");
  await server.clock.settle();
  expect(valueOf(await naming).name).toBe("앨리스");
  expect(alice.me.get()?.name).toBe("앨리스");
  expect(
    alice
      .room("madang")
      .members.get()
      .map(({ name }) => name),
  ).toEqual(["bob", "앨리스"]);
});

test("a command that never gets its answer is told as unknown after a while", async () => {
  const { server, alice } = await story();
  server.troubles.holdAnswers();
  const naming = alice.setName("x");
  await server.clock.advance(20_000);
  expect(await naming).toMatchObject({ ok: false, code: "unknown" });
});

test("a command without a connection waits for one, and gives up as offline", async () => {
  const { server, alice } = await story();
  server.troubles.down = true;
  server.drop();
  await server.clock.settle();
  const naming = alice.setName("x");
  await server.clock.advance(20_000);
  expect(await naming).toMatchObject({ ok: false, code: "offline" });
  const again = alice.setName("y");
  server.troubles.down = false;
  await server.clock.advance(15_000);
  expect(valueOf(await again).name).toBe("y");
});

test("who comes back as somebody else sees nothing of the one before", async () => {
  const { server, alice } = await story({}, 2);
  alice.room("madang").open();
  await server.clock.settle();
  expect(texts(alice)).toHaveLength(2);
  server.person("carol");
  server.handOver("alice", "carol");
  await server.clock.advance(1000);
  expect(alice.me.get()?.name).toBe("carol");
  expect(alice.rooms.get()).toEqual([]);
  // The room is open to all: she reads it as a visitor, and nothing of it is hers.
  expect(alice.room("madang").view.get()).toMatchObject({ joined: false, read: 0, unread: 0 });
  const hello = server.heard.findLast(({ type }) => type === "hello");
  expect(hello).toMatchObject({ epoch: "epoch-1" });
});

test("a room left on another device during a drop is gone afterwards", async () => {
  const { server, alice } = await story();
  server.drop();
  await server.clock.settle();
  server.leaves("alice", "madang");
  await server.clock.advance(1000);
  expect(alice.rooms.get()).toEqual([]);
  expect(alice.room("madang").view.get()?.joined).toBe(false);
});
