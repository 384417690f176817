// Who listens to the test server, and what they are told: welcome, catch-up, reset, and what happens.
import type { Hello, Person, Place, ServerFrame } from "../wire.gen.js";
import type { Outcome } from "./commands.js";
import type { Line } from "./line.js";
import type { ServerRoom } from "./room.js";
import type { Troubles } from "./troubles.js";
import type { World } from "./world.js";

const HOUSE: Place = {
  name: "Madang",
  welcome: "",
  color: "",
  logo: null,
  registration: "invitation",
  claimed: false,
};

export class Telling {
  /** More changes than this are not brought but reset. */
  changesLimit = 500;
  readonly lines = new Set<Line>();
  readonly #world: World;
  readonly #troubles: Troubles;

  constructor(world: World, troubles: Troubles) {
    this.#world = world;
    this.#troubles = troubles;
  }

  of(person: string): Line[] {
    return [...this.lines].filter((line) => line.person === person);
  }

  toRoom(room: string, frames: readonly ServerFrame[]): void {
    const told = Array.from({ length: this.#troubles.repeats }, () => frames).flat();
    for (const line of this.lines)
      if (line.person !== null && this.#world.theRoom(room).has(line.person)) line.tell(...told);
  }

  /** What came of what somebody did, to all whom it concerns; `asker` is the line it was asked on. */
  announce(me: Person, outcome: Outcome, asker: Line | null = null): void {
    const { events = [], personal = [], entered = [], removed = [], catchUp } = outcome;
    for (const event of events) this.toRoom(event.room, [event]);
    this.#toPerson(me.id, personal);
    for (const { room, person } of removed) this.#toPerson(person, [{ type: "room_removed", room }]);
    for (const { room, person } of entered) {
      this.#toPerson(person, [{ type: "room_added", state: room.state(person) }]);
      for (const line of this.of(person)) this.#catchUp(line, room, room.rev);
    }
    if (catchUp === undefined) return;
    const lines = catchUp.everywhere ? this.of(me.id) : [asker];
    for (const line of lines)
      if (line !== null) this.#catchUp(line, this.#world.theRoom(catchUp.room), catchUp.after);
  }

  greet(line: Line, me: Person, hello: Hello): void {
    line.person = me.id;
    const mine = this.#world.roomsOf(me.id);
    line.tell(this.#welcome(me, mine));
    const focusFirst = mine.toSorted((a, b) => Number(b.id === hello.focus) - Number(a.id === hello.focus));
    for (const room of focusFirst) this.#bringUpToDate(line, room, hello);
  }

  #toPerson(person: string, frames: readonly ServerFrame[]): void {
    for (const line of this.of(person)) line.tell(...frames);
  }

  #welcome(me: Person, mine: readonly ServerRoom[]): ServerFrame {
    const limits = { text: 8000, frame: 65_536, name: 40, room_name: 80, topic: 250, changes: 500 };
    const rooms = mine.map((room) => room.state(me.id));
    const rest = {
      house: HOUSE,
      limits,
      time: this.#world.now(),
      protocol: { min: 1, max: 1 },
      server: "test",
    };
    return { type: "welcome", connection: this.#world.newId(), epoch: this.#world.epoch, me, rooms, ...rest };
  }

  #bringUpToDate(line: Line, room: ServerRoom, { cursors, epoch }: Hello): void {
    const cursor = cursors?.[room.id];
    if (cursor !== undefined && epoch !== this.#world.epoch) return this.#reset(line, room, "epoch");
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
}
