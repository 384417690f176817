import { expect, test } from "vitest";
import type { Socket } from "../src/index.js";
import { createClient } from "../src/index.js";
import { testClock, TestServer } from "../src/testing/index.js";
import { arrive, story } from "./people.js";

function wakeable() {
  const wakes = new Set<() => void>();
  const gones = new Set<() => void>();
  const onWake = (wake: () => void) => {
    wakes.add(wake);
    return () => void wakes.delete(wake);
  };
  const onGone = (gone: () => void) => {
    gones.add(gone);
    return () => void gones.delete(gone);
  };
  const wake = () => wakes.forEach((call) => call());
  const goes = () => gones.forEach((call) => call());
  return { environment: { onWake, onGone }, wake, goes, wakes, gones };
}

test("a dropped connection waits, says since when, and comes back by itself", async () => {
  const { server, alice } = await story();
  await server.clock.advance(10_000);
  server.drop();
  await server.clock.settle();
  const lostAt = server.clock.now();
  expect(alice.status.get()).toEqual({ state: "waiting", attempt: 1, since: lostAt, retryAt: lostAt + 250 });
  await server.clock.advance(250);
  expect(alice.status.get()).toEqual({ state: "connected" });
});

test("35 seconds of silence end a connection; a ping is answered and keeps it", async () => {
  const { server, alice } = await story();
  await server.clock.advance(25_000);
  server.tellAll({ type: "ping" });
  await server.clock.advance(34_999);
  expect(server.heard.at(-1)).toEqual({ type: "pong" });
  expect(alice.status.get().state).toBe("connected");
  await server.clock.advance(1);
  expect(alice.status.get().state).toBe("waiting");
  // The silent socket is let go, not only forgotten.
  expect(server.connections).toBe(0);
});

test("a server that never welcomes is left", async () => {
  const clock = testClock();
  class Mute implements Socket {
    readyState = 1;
    onopen = null;
    onmessage = null;
    onclose = null;
    onerror = null;
    send(): void {}
    close(): void {}
  }
  const client = createClient({ url: "http://test.invalid", WebSocket: Mute, clock, random: () => 0.5 });
  client.start();
  await clock.advance(15_000);
  expect(client.status.get()).toMatchObject({ state: "waiting", attempt: 1 });
});

test("the network, the focus and the page wake a waiting connection at once", async () => {
  const { environment, wake, wakes } = wakeable();
  const { server, alice } = await story({ environment });
  server.troubles.down = true;
  server.drop();
  await server.clock.advance(40_000);
  expect(alice.status.get().state).toBe("waiting");
  server.troubles.down = false;
  wake();
  await server.clock.settle();
  expect(alice.status.get().state).toBe("connected");
  alice.stop();
  expect(alice.status.get()).toEqual({ state: "closed", code: 1000, reason: "Stopped." });
  expect(wakes.size).toBe(0);
});

test("when the network goes the connection is lost at once, and back with it", async () => {
  const { environment, wake, goes, gones } = wakeable();
  const { server, alice } = await story({ environment });
  server.troubles.down = true;
  goes();
  expect(alice.status.get()).toMatchObject({ state: "waiting", since: server.clock.now() });
  await server.clock.advance(60_000);
  server.troubles.down = false;
  wake();
  await server.clock.settle();
  expect(alice.status.get().state).toBe("connected");
  alice.stop();
  expect(gones.size).toBe(0);
});

test("a connection on which a command is followed by 5 s of silence is made anew, and it is said again", async () => {
  const { server, alice } = await story();
  await server.clock.advance(20_000);
  server.troubles.ignoreNext("send_message");
  alice.room("madang").send("들려요?");
  await server.clock.advance(4999);
  expect(alice.status.get().state).toBe("connected");
  await server.clock.advance(1);
  expect(alice.status.get().state).toBe("waiting");
  await server.clock.advance(1000);
  expect(server.room("madang").messages.map(({ text }) => text)).toEqual(["들려요?"]);
});

test("a server that is only slow to answer is trusted while it says anything at all", async () => {
  const { server, alice } = await story();
  server.troubles.holdAnswers();
  alice.room("madang").send("천천히");
  await server.clock.advance(4000);
  server.tellAll({ type: "ping" });
  await server.clock.advance(10_000);
  expect(alice.status.get().state).toBe("connected");
});

test("after a long sleep a wake finds the silent connection out before its timer does", async () => {
  const { environment, wake } = wakeable();
  const clock = testClock();
  // While a machine sleeps its clock goes on but its timers do not.
  let slept = 0;
  const sleepy = { ...clock, now: () => clock.now() + slept };
  const server = new TestServer(clock);
  server.addRoom("madang", "alice");
  const alice = await arrive(server, "alice", { environment, clock: sleepy });
  const hellos = () => server.heard.filter(({ type }) => type === "hello").length;
  slept = 3_600_000;
  wake();
  await clock.settle();
  expect(hellos()).toBe(2);
  expect(alice.status.get().state).toBe("connected");
});

test("a goodbye with a time is obeyed", async () => {
  const { server, alice } = await story();
  server.bye(4001, "The server is stopping.", 8);
  await server.clock.settle();
  expect(alice.status.get()).toMatchObject({ state: "waiting", retryAt: server.clock.now() + 4000 });
});

test("reconnectNow shortens the waiting", async () => {
  const { server, alice } = await story();
  server.bye(4001, "The server is stopping.", 100);
  await server.clock.settle();
  alice.reconnectNow();
  await server.clock.settle();
  expect(alice.status.get().state).toBe("connected");
});

test("a frame that is none ends the connection, an unknown one does not", async () => {
  const { server, alice } = await story();
  server.tellAll({ type: "from_the_future" } as never);
  await server.clock.settle();
  expect(alice.status.get().state).toBe("connected");
  server.tellAll(17 as never);
  await server.clock.settle();
  expect(alice.status.get().state).toBe("waiting");
});

test("the hello brings the cursors of what is held, the epoch and the room in focus", async () => {
  const { server, alice } = await story({ name: "test", version: "9" }, 3);
  server.addRoom("empty", "bob");
  server.joins("alice", "empty");
  alice.room("madang").open();
  await server.clock.settle();
  server.drop();
  await server.clock.advance(1000);
  const hellos = server.heard.filter(({ type }) => type === "hello");
  expect(hellos[0]).toEqual({
    type: "hello",
    token: "token-alice",
    cursors: {},
    client: "test",
    version: "9",
  });
  expect(hellos[1]).toMatchObject({ epoch: "epoch-1", cursors: { madang: 6 }, focus: "madang" });
});

test("a server that cannot be reached at all is tried again", async () => {
  const server = new TestServer();
  server.troubles.down = true;
  const alice = await arrive(server, "alice");
  expect(alice.status.get()).toMatchObject({ state: "waiting", attempt: 1 });
  await server.clock.advance(60_000);
  expect(alice.status.get().state).not.toBe("connected");
  server.troubles.down = false;
  await server.clock.advance(20_000);
  expect(alice.status.get().state).toBe("connected");
});
