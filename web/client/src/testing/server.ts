// A Madang server in memory, for tests: rooms, the full protocol with welcome, catch-up, reset and
// refusals, and every trouble a network can make (see troubles.ts).
import type { ClientOptions } from "../options.js";
import type { Hello, Message, Person, ServerFrame } from "../wire.gen.js";
import { act } from "./acts.js";
import { testClock, type TestClock } from "./clock.js";
import { type CommandFrame, type Outcome, perform, Refusing } from "./commands.js";
import { fetchOf } from "./doors.js";
import { type Line, socketMaker } from "./line.js";
import type { ServerRoom } from "./room.js";
import { Telling } from "./telling.js";
import { Troubles } from "./troubles.js";
import { keyOf, World } from "./world.js";

export class TestServer {
  readonly clock: TestClock;
  readonly troubles = new Troubles();
  /** What was asked over HTTP and said on sockets, for tests that count. */
  readonly asked: string[] = [];
  readonly heard: { type: string; [field: string]: unknown }[] = [];
  /** What people are up to, by their id. */
  readonly statuses = new Map<string, { emoji: string; text: string; until: string | null }>();
  readonly #world: World;
  readonly #telling: Telling;

  constructor(clock: TestClock = testClock()) {
    this.clock = clock;
    this.#world = new World(clock);
    this.#telling = new Telling(this.#world, this.troubles);
  }

  // ---- the world

  /** A room with these people (by name) in it. */
  addRoom(id: string, ...names: string[]): ServerRoom {
    const room = this.#world.makeRoom(id, id, "");
    for (const name of names) room.setMember(this.person(name), false, this.#world.now());
    return room;
  }

  room(id: string): ServerRoom {
    return this.#world.theRoom(id);
  }

  /** The person of this name, made on first use; also when renamed since. */
  person(name: string): Person {
    return this.#world.called(name);
  }

  /** Options for a client that is this person already. */
  optionsFor(name: string): ClientOptions {
    this.person(name);
    return { ...this.options(), token: keyOf(name) };
  }

  /** Options for a client that nobody is signed in on. */
  options(): ClientOptions {
    const WebSocket = socketMaker({
      accepts: () => !this.troubles.down,
      arrived: (line) => this.#telling.lines.add(line),
      said: (line, text) => this.#said(line, JSON.parse(text)),
      left: (line) => this.#telling.lines.delete(line),
    });
    const fetch = fetchOf({
      isDown: () => this.troubles.down || this.troubles.httpDown,
      person: (token) => this.#world.holder(token),
      signIn: (name) => this.#signIn(name),
      signOut: (person) => this.#signOut(person),
      rooms: () => this.#world.rooms(),
      statuses: (of) => Object.fromEntries([...this.statuses].filter(([person]) => of.includes(person))),
      act: (me, what, body, query) => {
        const acted = act(this.#world, me, what, body, query);
        if (acted?.outcome !== undefined) this.#telling.announce(me, acted.outcome);
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
    const ref = this.#world.newId();
    this.#do(this.person(name), { type: "send_message", ref, room, text });
    return this.#world.theMessage(room, ref);
  }

  edits(name: string, room: string, message: string, text: string): Message {
    this.#do(this.person(name), { type: "edit_message", ref: this.#world.newId(), room, message, text });
    return this.#world.theMessage(room, message);
  }

  deletes(name: string, room: string, message: string): Message {
    this.#do(this.person(name), { type: "delete_message", ref: this.#world.newId(), room, message });
    return this.#world.theMessage(room, message);
  }

  joins(name: string, room: string): void {
    this.#do(this.person(name), { type: "join_room", ref: this.#world.newId(), room });
  }

  leaves(name: string, room: string): void {
    this.#do(this.person(name), { type: "leave_room", ref: this.#world.newId(), room });
  }

  reads(name: string, room: string, seq: number): void {
    this.#do(this.person(name), { type: "mark_read", ref: this.#world.newId(), room, seq });
  }

  /** Somebody of another role: a guest, an owner. */
  hasRole(name: string, role: Person["role"]): Person {
    const person = { ...this.person(name), role };
    this.#world.setPerson(person);
    return person;
  }

  /** Any act over HTTP by somebody: `acts("alice", "PATCH /rooms/madang", { topic: "…" })`. */
  acts(name: string, what: string, body: { readonly [field: string]: unknown } = {}): void {
    const me = this.person(name);
    const acted = act(this.#world, me, what, body, new URLSearchParams());
    if (acted?.outcome !== undefined) this.#telling.announce(me, acted.outcome);
  }

  renames(name: string, to: string): void {
    this.#do(this.person(name), { type: "set_name", ref: this.#world.newId(), name: to });
  }

  types(name: string, room: string): void {
    this.#telling.toRoom(room, [{ type: "typing", room, person: this.person(name).id }]);
  }

  isHere(room: string, ...names: string[]): void {
    const here = names.map((name) => this.person(name).id);
    this.#telling.toRoom(room, [{ type: "presence", room, count: here.length, here }]);
  }

  /** Says anything to everyone; for frames that no honest server would send. */
  tellAll(...frames: ServerFrame[]): void {
    for (const line of this.#telling.lines) line.tell(...frames);
  }

  // ---- trouble

  /** All connections break, or those of one person. */
  drop(name?: string): void {
    const lines = name === undefined ? this.#telling.lines : this.#telling.of(this.person(name).id);
    for (const line of lines) line.close(1006);
  }

  /** Closes as a server does that says why. */
  bye(code: number, reason = "Bye.", retry_after = 0): void {
    for (const line of this.#telling.lines) {
      line.tell({ type: "bye", code, reason, ...(retry_after > 0 ? { retry_after } : {}) });
      line.close(code, reason);
    }
  }

  /** A change that its listeners are not told of: a gap for them. */
  silently(work: () => void): void {
    const lines = [...this.#telling.lines];
    this.#telling.lines.clear();
    work();
    for (const line of lines) this.#telling.lines.add(line);
  }

  /** The database is restored from a backup: another epoch, and the past ends earlier. */
  restore(room: string, seq: number): void {
    this.#world.restore(room, seq);
    this.drop();
  }

  /** The session of one belongs to another now, as after a sign-in in another tab. */
  handOver(name: string, to: string): void {
    this.#world.handOver(name, to);
    this.drop();
  }

  get epoch(): string {
    return this.#world.epoch;
  }

  /** What was reported, in order. */
  get reports(): World["reports"] {
    return this.#world.reports;
  }

  set changesLimit(limit: number) {
    this.#telling.changesLimit = limit;
  }

  get connections(): number {
    return this.#telling.lines.size;
  }

  // ---- inside

  #signIn(name: string): { me: Person; token: string } {
    const token = this.#world.newId();
    return { me: this.#world.makePerson(name, token), token };
  }

  #signOut(person: string): void {
    this.#world.signOut(person);
    for (const line of this.#telling.of(person)) line.close(4401, "Signed out.");
  }

  #said(line: Line, frame: Hello | CommandFrame | { type: "pong" } | { type: "typing"; room: string }): void {
    this.heard.push({ ...frame });
    if (frame.type === "hello") return this.#greet(line, frame);
    if (line.person === null || frame.type === "pong") return;
    if (frame.type === "typing") return this.#telling.toRoom(frame.room, [{ ...frame, person: line.person }]);
    if (this.troubles.losesCommand(frame.type)) return line.close(1006);
    if (!this.troubles.ignores(frame.type)) this.#command(line, this.#world.person(line.person), frame);
  }

  #greet(line: Line, hello: Hello): void {
    const me = this.#world.holder(hello.token ?? "");
    if (me === undefined) return line.close(4401, "Nobody is signed in.");
    this.#telling.greet(line, me, hello);
  }

  #command(line: Line, me: Person, command: CommandFrame): void {
    const refusal = this.troubles.refusal(command.type, command.ref);
    if (refusal !== null) return this.troubles.answer((frame) => line.tell(frame), refusal);
    try {
      this.#finish(line, me, command, perform(this.#world, me, command));
    } catch (error) {
      if (!(error instanceof Refusing)) throw error;
      this.troubles.answer((frame) => line.tell(frame), error.frame(command.ref));
    }
  }

  #finish(line: Line, me: Person, command: CommandFrame, outcome: Outcome): void {
    if (this.troubles.losesAnswer(command.type)) {
      this.#telling.lines.delete(line);
      line.close(1006);
    }
    const answer = () =>
      this.troubles.answer((frame) => line.tell(frame), {
        type: "done",
        ref: command.ref,
        ...outcome.answer,
      });
    if (this.troubles.answerFirst) answer();
    this.#telling.announce(me, outcome, line);
    if (!this.troubles.answerFirst) answer();
  }

  #do(me: Person, command: CommandFrame): void {
    this.#telling.announce(me, perform(this.#world, me, command));
  }
}
