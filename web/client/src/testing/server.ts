// A Madang server in memory, for tests: rooms, the full protocol with welcome, catch-up, reset and
// refusals, and every trouble a network can make (see troubles.ts).
import { idMaker } from "../id.js";
import type { ClientOptions } from "../options.js";
import type { Hello, Message, Person, Place, ServerFrame } from "../wire.gen.js";
import { testClock, type TestClock } from "./clock.js";
import { act } from "./acts.js";
import { type CommandFrame, type Desk, type Outcome, perform, Refusing } from "./commands.js";
import { fetchOf } from "./doors.js";
import { type Line, socketMaker } from "./line.js";
import { ServerRoom } from "./room.js";
import { Troubles } from "./troubles.js";

const HOUSE: Place = {
  name: "Madang",
  welcome: "",
  color: "",
  logo: null,
  registration: "invitation",
  claimed: false,
};

export class TestServer {
  readonly clock: TestClock;
  readonly troubles = new Troubles();
  /** What was asked over HTTP and said on sockets, for tests that count. */
  readonly asked: string[] = [];
  readonly heard: { type: string; [field: string]: unknown }[] = [];
  /** More changes than this are not brought but reset. */
  changesLimit = 500;
  epoch = "epoch-1";
  readonly reports: { person: string; message: string; reason: string }[] = [];
  readonly #people = new Map<string, Person>();
  readonly #blocks = new Map<string, Set<string>>();
  readonly #tokens = new Map<string, string>();
  #rooms = new Map<string, ServerRoom>();
  readonly #lines = new Set<Line>();
  readonly #makeId: () => string;

  constructor(clock: TestClock = testClock()) {
    this.clock = clock;
    this.#makeId = idMaker(clock, Math.random);
  }

  // ---- the world

  /** A room with these people (by name) in it. */
  addRoom(id: string, ...names: string[]): ServerRoom {
    const room = this.#makeRoom(id, id, "");
    for (const name of names) room.setMember(this.person(name), false, this.#now());
    return room;
  }

  room(id: string): ServerRoom {
    const room = this.#rooms.get(id);
    if (room === undefined) throw new Error(`The test server has no room ${id}.`);
    return room;
  }

  /** The person of this name, made on first use; also when renamed since. */
  person(name: string): Person {
    const held = this.#people.get(this.#tokens.get(`token-${name}`) ?? "");
    return held ?? this.#makePerson(name, `token-${name}`);
  }

  /** Options for a client that is this person already. */
  optionsFor(name: string): ClientOptions {
    this.person(name);
    return { ...this.options(), token: `token-${name}` };
  }

  /** Options for a client that nobody is signed in on. */
  options(): ClientOptions {
    const WebSocket = socketMaker({
      accepts: () => !this.troubles.down,
      arrived: (line) => this.#lines.add(line),
      said: (line, text) => this.#said(line, JSON.parse(text)),
      left: (line) => this.#lines.delete(line),
    });
    const fetch = fetchOf({
      isDown: () => this.troubles.down || this.troubles.httpDown,
      person: (token) => this.#people.get(this.#tokens.get(token) ?? ""),
      signIn: (name) => this.#signIn(name),
      signOut: (person) => this.#signOut(person),
      rooms: () => [...this.#rooms.values()],
      act: (me, what, body, query) => {
        const acted = act(this.#desk(), me, what, body, query);
        if (acted?.outcome !== undefined) this.#announce(me, acted.outcome, null);
        return acted;
      },
      asked: (path) => this.asked.push(path),
    });
    return {
      url: "http://test.invalid",
      keep: "token",
      WebSocket,
      fetch,
      clock: this.clock,
      random: () => 0.5,
    };
  }

  // ---- what others do

  says(name: string, room: string, text: string): Message {
    const ref = this.#makeId();
    this.#do(this.person(name), { type: "send_message", ref, room, text });
    return this.#message(room, ref);
  }

  edits(name: string, room: string, message: string, text: string): Message {
    this.#do(this.person(name), { type: "edit_message", ref: this.#makeId(), room, message, text });
    return this.#message(room, message);
  }

  deletes(name: string, room: string, message: string): Message {
    this.#do(this.person(name), { type: "delete_message", ref: this.#makeId(), room, message });
    return this.#message(room, message);
  }

  joins(name: string, room: string): void {
    this.#do(this.person(name), { type: "join_room", ref: this.#makeId(), room });
  }

  leaves(name: string, room: string): void {
    this.#do(this.person(name), { type: "leave_room", ref: this.#makeId(), room });
  }

  reads(name: string, room: string, seq: number): void {
    this.#do(this.person(name), { type: "mark_read", ref: this.#makeId(), room, seq });
  }

  /** Somebody of another role: a guest, an owner. */
  hasRole(name: string, role: Person["role"]): Person {
    const person = { ...this.person(name), role };
    this.#people.set(person.id, person);
    return person;
  }

  /** Any act over HTTP by somebody: `acts("alice", "PATCH /rooms/madang", { topic: "…" })`. */
  acts(name: string, what: string, body: { readonly [field: string]: unknown } = {}): void {
    const me = this.person(name);
    const acted = act(this.#desk(), me, what, body, new URLSearchParams());
    if (acted?.outcome !== undefined) this.#announce(me, acted.outcome, null);
  }

  renames(name: string, to: string): void {
    this.#do(this.person(name), { type: "set_name", ref: this.#makeId(), name: to });
  }

  types(name: string, room: string): void {
    this.#toRoom(room, [{ type: "typing", room, person: this.person(name).id }]);
  }

  isHere(room: string, ...names: string[]): void {
    const here = names.map((name) => this.person(name).id);
    this.#toRoom(room, [{ type: "presence", room, count: here.length, here }]);
  }

  /** Says anything to everyone; for frames that no honest server would send. */
  tellAll(...frames: ServerFrame[]): void {
    for (const line of this.#lines) line.tell(...frames);
  }

  // ---- trouble

  /** All connections break, or those of one person. */
  drop(name?: string): void {
    for (const line of this.#linesOf(name)) line.close(1006);
  }

  /** Closes as a server does that says why. */
  bye(code: number, reason = "Bye.", retry_after = 0): void {
    for (const line of this.#lines) {
      line.tell({ type: "bye", code, reason, ...(retry_after > 0 ? { retry_after } : {}) });
      line.close(code, reason);
    }
  }

  /** A change that its listeners are not told of: a gap for them. */
  silently(work: () => void): void {
    const lines = [...this.#lines];
    this.#lines.clear();
    work();
    for (const line of lines) this.#lines.add(line);
  }

  /** The database is restored from a backup: another epoch, and the past ends earlier. */
  restore(room: string, seq: number): void {
    const old = this.room(room);
    const next = new ServerRoom(old.id, old.face.name, old.face.topic, this.#now());
    for (const { person } of old.members.values()) next.setMember(this.#byId(person), false, this.#now());
    for (const { id, author, text } of old.messages.slice(0, seq)) next.say(id, author, text, this.#now());
    this.#rooms.set(room, next);
    this.epoch = `${this.epoch}+`;
    this.drop();
  }

  /** The session of one belongs to another now, as after a sign-in in another tab. */
  handOver(name: string, to: string): void {
    this.#tokens.set(`token-${name}`, this.person(to).id);
    this.drop();
  }

  get connections(): number {
    return this.#lines.size;
  }

  // ---- inside

  #now(): string {
    return new Date(this.clock.now()).toISOString();
  }

  #message(room: string, id: string): Message {
    const message = this.room(room).find(id);
    if (message === undefined) throw new Error("The test server refused that.");
    return message;
  }

  #byId(id: string): Person {
    return this.#people.get(id) ?? { id, name: "", role: "member" as const, picture: null };
  }

  #makePerson(name: string, token: string): Person {
    const person: Person = { id: this.#makeId(), name, role: "member", picture: null };
    this.#people.set(person.id, person);
    this.#tokens.set(token, person.id);
    return person;
  }

  #makeRoom(id: string, name: string, topic: string): ServerRoom {
    const held = this.#rooms.get(id);
    if (held !== undefined) return held;
    const room = new ServerRoom(id, name, topic, this.#now());
    this.#rooms.set(id, room);
    return room;
  }

  #signIn(name: string): { me: Person; token: string } {
    const token = this.#makeId();
    return { me: this.#makePerson(name, token), token };
  }

  #signOut(person: string): void {
    for (const [token, id] of [...this.#tokens]) if (id === person) this.#tokens.delete(token);
    for (const line of this.#lines) if (line.person === person) line.close(4401, "Signed out.");
  }

  #linesOf(name: string | undefined): Line[] {
    const id = name === undefined ? null : this.person(name).id;
    return [...this.#lines].filter((line) => id === null || line.person === id);
  }

  #toRoom(room: string, frames: readonly ServerFrame[]): void {
    const told = Array.from({ length: this.troubles.repeats }, () => frames).flat();
    for (const line of this.#lines)
      if (line.person !== null && this.room(room).has(line.person)) line.tell(...told);
  }

  #toPerson(person: string, frames: readonly ServerFrame[]): void {
    for (const line of this.#lines) if (line.person === person) line.tell(...frames);
  }

  #said(line: Line, frame: Hello | CommandFrame | { type: "pong" } | { type: "typing"; room: string }): void {
    this.heard.push({ ...frame });
    if (frame.type === "hello") return this.#greet(line, frame);
    if (line.person === null || frame.type === "pong") return;
    if (frame.type === "typing") return this.#toRoom(frame.room, [{ ...frame, person: line.person }]);
    if (this.troubles.losesCommand(frame.type)) return line.close(1006);
    if (!this.troubles.ignores(frame.type)) this.#command(line, this.#byId(line.person), frame);
  }

  #greet(line: Line, hello: Hello): void {
    const me = this.#people.get(this.#tokens.get(hello.token ?? "") ?? "");
    if (me === undefined) return line.close(4401, "Nobody is signed in.");
    line.person = me.id;
    const mine = this.#desk().roomsOf(me.id);
    line.tell(this.#welcome(me, mine));
    const focusFirst = mine.toSorted((a, b) => Number(b.id === hello.focus) - Number(a.id === hello.focus));
    for (const room of focusFirst) this.#bringUpToDate(line, room, hello);
  }

  #welcome(me: Person, mine: readonly ServerRoom[]): ServerFrame {
    const limits = { text: 8000, frame: 65_536, name: 40, room_name: 80, topic: 250, changes: 500 };
    const rooms = mine.map((room) => room.state(me.id));
    const rest = { house: HOUSE, limits, time: this.#now(), protocol: { min: 1, max: 1 }, server: "test" };
    return { type: "welcome", connection: this.#makeId(), epoch: this.epoch, me, rooms, ...rest };
  }

  #bringUpToDate(line: Line, room: ServerRoom, { cursors, epoch }: Hello): void {
    const cursor = cursors?.[room.id];
    if (cursor !== undefined && epoch !== this.epoch) return this.#reset(line, room, "epoch");
    this.#catchUp(line, room, cursor ?? room.rev);
  }

  #catchUp(line: Line, room: ServerRoom, after: number): void {
    const changes = room.changes(after);
    if (after > room.rev) return this.#reset(line, room, "future");
    if (changes.length > this.changesLimit) return this.#reset(line, room, "too_far");
    for (const change of changes) line.tell(change);
    this.#caughtUp(line, room);
  }

  #reset(line: Line, room: ServerRoom, reason: "epoch" | "future" | "too_far"): void {
    line.tell({ type: "reset", room: room.id, rev: room.rev, seq: room.seq, reason });
    this.#caughtUp(line, room);
  }

  #caughtUp(line: Line, room: ServerRoom): void {
    const mine = room.mine(line.person ?? "");
    line.tell({ type: "caught_up", room: room.id, rev: room.rev, seq: room.seq, ...mine });
  }

  #desk(): Desk {
    return {
      room: (id) => this.#rooms.get(id),
      rooms: () => [...this.#rooms.values()],
      people: () => [...this.#people.values()],
      person: (id) => this.#byId(id),
      blocks: (person) => this.#blocksOf(person),
      reports: this.reports,
      makeRoom: (id, name, topic) => this.#makeRoom(id, name, topic),
      roomsOf: (person) => [...this.#rooms.values()].filter((room) => room.has(person)),
      setPerson: (person) => void this.#people.set(person.id, person),
      now: () => this.#now(),
    };
  }

  #blocksOf(person: string): Set<string> {
    const held = this.#blocks.get(person) ?? new Set();
    this.#blocks.set(person, held);
    return held;
  }

  #command(line: Line, me: Person, command: CommandFrame): void {
    const refusal = this.troubles.refusal(command.type, command.ref);
    if (refusal !== null) return this.troubles.answer((frame) => line.tell(frame), refusal);
    try {
      this.#finish(line, me, command, perform(this.#desk(), me, command));
    } catch (error) {
      if (!(error instanceof Refusing)) throw error;
      this.troubles.answer((frame) => line.tell(frame), error.frame(command.ref));
    }
  }

  #finish(line: Line, me: Person, command: CommandFrame, outcome: Outcome): void {
    if (this.troubles.losesAnswer(command.type)) {
      this.#lines.delete(line);
      line.close(1006);
    }
    const answer = () =>
      this.troubles.answer((frame) => line.tell(frame), {
        type: "done",
        ref: command.ref,
        ...outcome.answer,
      });
    if (this.troubles.answerFirst) answer();
    this.#announce(me, outcome, line);
    if (!this.troubles.answerFirst) answer();
  }

  #do(me: Person, command: CommandFrame): void {
    this.#announce(me, perform(this.#desk(), me, command), null);
  }

  #announce(me: Person, outcome: Outcome, asker: Line | null): void {
    const { events = [], personal = [], entered = [], removed = [], catchUp } = outcome;
    for (const event of events) this.#toRoom(event.room, [event]);
    this.#toPerson(me.id, personal);
    for (const { room, person } of removed) this.#toPerson(person, [{ type: "room_removed", room }]);
    for (const { room, person } of entered) {
      this.#toPerson(person, [{ type: "room_added", state: room.state(person) }]);
      for (const line of this.#lines) if (line.person === person) this.#catchUp(line, room, room.rev);
    }
    if (catchUp === undefined) return;
    const lines = catchUp.everywhere ? [...this.#lines].filter(({ person }) => person === me.id) : [asker];
    for (const line of lines) if (line !== null) this.#catchUp(line, this.room(catchUp.room), catchUp.after);
  }
}
