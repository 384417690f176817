import { describe, expect, test } from "vitest";
import { apply, type RoomNews } from "../src/apply.js";
import { blank, paged, type RoomRecord, welcomed } from "../src/record.js";
import type { Message } from "../src/wire.gen.js";
import { type Lasting, ServerRoom } from "../src/testing/room.js";
import { type Dice, dice } from "./dice.js";

const AT = "2026-11-25T09:00:00.000Z";
const ME = "me";
const people = [ME, "bob", "carol"].map((id) => ({ id, name: id, role: "member" as const, picture: null }));

function room(): ServerRoom {
  const made = new ServerRoom("r", "r", "", AT);
  for (const person of people) made.setMember(person, false, AT);
  return made;
}

function caughtUp(server: ServerRoom): RoomNews {
  return { type: "caught_up", room: "r", rev: server.rev, seq: server.seq, ...server.mine(ME) };
}

function fold(record: RoomRecord, events: readonly RoomNews[]): RoomRecord {
  return events.reduce((held, event) => apply(held, event, ME), record);
}

/** Everything there is, as somebody has it who comes fresh. */
function snapshot(server: ServerRoom): RoomRecord {
  const page = { messages: server.messages, members: [...server.members.values()] };
  return fold(paged(welcomed(blank("r"), server.state(ME)), page, ME), [caughtUp(server)]);
}

/** What there is to compare; not the way it came about. */
function essence(record: RoomRecord) {
  const { face, joined, phase, cursor, seq, rev, read, unread, log } = record;
  const members = [...record.members.values()].toSorted((a, b) => (a.person < b.person ? -1 : 1));
  return { face, joined, phase, cursor, seq, rev, read, unread, log, members };
}

function somethingHappens(server: ServerRoom, throws: Dice, n: number): Lasting {
  const alive = server.messages.filter(({ deleted }) => !deleted);
  const message = throws.pick(alive);
  const author = throws.pick(people)!;
  const kind = message === undefined ? 0 : throws.roll(8);
  if (kind === 4) return server.edit(message!, `edited ${n}`, AT);
  if (kind === 5) return server.remove(message!);
  if (kind === 6)
    return server.setMember({ ...author, name: `name ${n}` }, author.id !== ME && throws.roll(3) === 0, AT);
  if (kind === 7) return server.rename(`room ${n}`);
  return server.say(`m${n}`, author.id, `text ${n}`, AT);
}

function happen(server: ServerRoom, throws: Dice, times: number): Lasting[] {
  return Array.from({ length: times }, (_, n) => somethingHappens(server, throws, server.rev * 1000 + n));
}

const seeds = Array.from({ length: 200 }, (_, seed) => seed);

describe("an old snapshot and the events since are a fresh snapshot", () => {
  test.each([["in order"], ["each twice"], ["in any order"], ["in any order, with repeats"]])("%s", (how) => {
    for (const seed of seeds) {
      const throws = dice(seed);
      const server = room();
      happen(server, throws, throws.roll(20));
      const old = snapshot(server);
      const events = happen(server, throws, throws.roll(30));
      const told = arranged(events, how, throws);
      // Whoever heard them out of order asks for what is missing and is told the rest as it is now.
      const after = fold(old, [...told, caughtUp(server)]);
      expect(essence(after), `seed ${seed}`).toEqual(essence(snapshot(server)));
    }
  });

  test("in order there is never a gap, and nothing to be told at the end", () => {
    for (const seed of seeds) {
      const throws = dice(seed);
      const server = room();
      happen(server, throws, throws.roll(20));
      const old = snapshot(server);
      const after = fold(old, happen(server, throws, throws.roll(30)));
      const { read, unread, ...rest } = essence(snapshot(server));
      expect(essence(after), `seed ${seed}`).toEqual({ ...rest, read, unread });
    }
  });

  test("by a catch-up, with live news of any number of rounds before it", () => {
    for (const seed of seeds) {
      const throws = dice(seed);
      const server = room();
      happen(server, throws, throws.roll(20));
      let record = snapshot(server);
      for (let round = 0; round < 3; round += 1) {
        record = fold(record, happen(server, throws, throws.roll(6)));
        // These were lost; some were heard after all.
        const missed = happen(server, throws, throws.roll(12));
        const heard = missed.filter(() => throws.roll(3) === 0);
        record = fold(record, throws.shuffle(heard));
        record = fold({ ...record, phase: "behind" }, [...server.changes(record.cursor), caughtUp(server)]);
      }
      expect(essence(record), `seed ${seed}`).toEqual(essence(snapshot(server)));
    }
  });

  test("with pages read at any moment in between", () => {
    for (const seed of seeds) {
      const throws = dice(seed);
      const server = room();
      happen(server, throws, 30);
      let record = welcomed(blank("r"), server.state(ME));
      record = fold(record, [caughtUp(server)]);
      for (let round = 0; round < 6; round += 1) {
        const query = new URLSearchParams({
          limit: "5",
          around: `${1 + throws.roll(Math.max(1, server.seq))}`,
        });
        const early = server.page(query);
        const events = happen(server, throws, throws.roll(4));
        const page = throws.roll(2) === 0 ? early : server.page(query);
        // Answers and news overtake each other.
        const [first, second] = throws.roll(2) === 0 ? [events, []] : [[], events];
        record = fold(paged(fold(record, first), page, ME), second);
      }
      record = paged(record, { messages: server.messages, members: [...server.members.values()] }, ME);
      expect(essence(record), `seed ${seed}`).toEqual(essence(snapshot(server)));
    }
  });
});

function arranged(events: readonly Lasting[], how: string, throws: Dice): Lasting[] {
  const twice = [...events, ...events];
  if (how === "in order") return [...events];
  if (how === "each twice") return twice;
  return throws.shuffle(how === "in any order" ? events : twice);
}

/** Three unread messages, none of them held. */
function setUp() {
  const server = room();
  for (const n of [1, 2, 3]) server.say(`m${n}`, "bob", `text ${n}`, AT);
  return { server, record: fold(welcomed(blank("r"), server.state(ME)), [caughtUp(server)]) };
}

describe("unread", () => {
  test("is what the server says as long as the messages are not held", () => {
    expect(setUp().record).toMatchObject({ read: 0, unread: 3, log: [] });
  });

  test("grows with a message of another, not with one of mine", () => {
    const { server, record } = setUp();
    expect(apply(record, server.say("a", "bob", "hi", AT), ME).unread).toBe(4);
  });

  test("is nothing after I said something, which moves my mark", () => {
    const { server, record } = setUp();
    expect(apply(record, server.say("a", ME, "hi", AT), ME)).toMatchObject({ read: 4, unread: 0 });
  });

  test("does not grow with an edit of an unread message", () => {
    const { server, record } = setUp();
    expect(apply(record, server.edit(server.messages[1]!, "x", AT), ME).unread).toBe(3);
  });

  test("shrinks when an unread message is deleted, held or not, and once", () => {
    const { server, record } = setUp();
    const event = server.remove(server.messages[1]!);
    const after = apply(record, event, ME);
    expect(after.unread).toBe(2);
    expect(apply(after, event, ME).unread).toBe(2);
  });

  test("shrinks once when a page showed the deletion first", () => {
    const { server, record } = setUp();
    const event = server.remove(server.messages[2]!);
    const page = server.page(new URLSearchParams({ limit: "1" }));
    expect(apply(paged(record, page, ME), event, ME).unread).toBe(2);
  });

  test("does not shrink when what is deleted was read or mine", () => {
    const { server, record } = setUp();
    const read = apply(record, { type: "read_mark", room: "r", read: 2, unread: 1 }, ME);
    expect(apply(read, server.remove(server.messages[0]!), ME).unread).toBe(1);
  });

  test("counts nothing during a catch-up, which brings its own number", () => {
    const { server, record } = setUp();
    server.say("a", "bob", "hi", AT);
    const behind: RoomRecord = { ...record, phase: "behind" };
    const during = fold(behind, server.changes(record.cursor));
    expect(during.unread).toBe(3);
    expect(fold(during, [caughtUp(server)]).unread).toBe(4);
  });

  test("is counted from the log where it can be, whatever was told late", () => {
    const { server, record } = setUp();
    const held = paged(record, server.page(new URLSearchParams()), ME);
    const after = apply(held, server.say("a", "bob", "hi", AT), ME);
    expect(apply(after, { type: "read_mark", room: "r", read: 3, unread: 0 }, ME)).toMatchObject({
      read: 3,
      unread: 1,
    });
  });

  test("a read mark never goes back", () => {
    const { record } = setUp();
    const read = apply(record, { type: "read_mark", room: "r", read: 2, unread: 1 }, ME);
    expect(apply(read, { type: "read_mark", room: "r", read: 1, unread: 2 }, ME)).toBe(read);
  });
});

describe("the rule of a client", () => {
  test("what is late and was let go is not taken back in an older state", () => {
    const server = room();
    const said = server.say("a", "bob", "first", AT);
    const edit = server.edit(said.message, "second", AT);
    const live = fold(welcomed(blank("r"), server.state(ME)), [caughtUp(server)]);
    expect(apply(live, said, ME).log).toEqual([]);
    expect(apply(live, edit, ME).log).toEqual([]);
  });

  test("news that jump ahead are shown but leave a gap, and the cursor stays", () => {
    const server = room();
    const live = fold(welcomed(blank("r"), server.state(ME)), [caughtUp(server)]);
    server.say("a", "bob", "lost", AT);
    const after = apply(live, server.say("b", "bob", "heard", AT), ME);
    expect(after).toMatchObject({ phase: "gap", cursor: live.cursor });
    expect(after.log.map(({ text }: Message) => text)).toEqual(["heard"]);
  });

  test("a reset drops everything and sets the cursor, in every phase", () => {
    const server = room();
    server.say("a", "bob", "hi", AT);
    const held = snapshot(server);
    for (const phase of ["live", "gap", "behind"] as const) {
      const after = apply(
        { ...held, phase },
        { type: "reset", room: "r", rev: 90, seq: 70, reason: "too_far" },
        ME,
      );
      expect(after).toMatchObject({
        cursor: 90,
        rev: 90,
        seq: 70,
        log: [],
        phase: "behind",
        age: held.age + 1,
      });
      expect(after.members.size).toBe(0);
    }
  });

  test("an event that changes nothing gives the same log", () => {
    const server = room();
    const event = server.say("a", "bob", "hi", AT);
    const held = snapshot(server);
    expect(apply(held, event, ME).log).toBe(held.log);
  });
});

test("a member that is late and was let go is not taken back either", () => {
  const server = room();
  const renamed = server.setMember({ ...people[1]!, name: "early" }, false, AT);
  const live = fold(welcomed(blank("r"), server.state(ME)), [caughtUp(server)]);
  expect(apply(live, renamed, ME).members.size).toBe(0);
});

test("a page that came between the hello and the welcome is not taken for what the hello spoke of", () => {
  const server = room();
  server.say("m1", "bob", "old", AT);
  const { id } = server.messages[0]!;
  let record = { ...blank("r"), joined: true };
  // The hello said nothing of this room; then a page came; then the message was deleted; then the welcome.
  record = paged(record, { messages: server.messages, members: [...server.members.values()] }, ME);
  server.remove(server.messages.find((message) => message.id === id)!);
  record = fold(welcomed(record, server.state(ME), false), [caughtUp(server)]);
  expect(record.log.map(({ text }) => text)).not.toContain("old");
});
