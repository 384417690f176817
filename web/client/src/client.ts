// The client: one connection, the rooms on it, the outbox, and who is signed in. Here every frame finds
// the one it is for; nothing is decided here.
import { aboutOf, queryOf } from "./acts.js";
import { Blocks } from "./blocks.js";
import { Commands } from "./commands.js";
import { Connection } from "./connection.js";
import { helloOf } from "./hello.js";
import type { House, Wish } from "./house.js";
import { ask, type Method } from "./http.js";
import { idMaker } from "./id.js";
import { batch, Cell, Derived } from "./observable.js";
import { type ClientOptions, type World, worldOf } from "./options.js";
import { Outbox } from "./outbox.js";
import { done, ok, refuse, type Result } from "./result.js";
import { Room } from "./room.js";
import { sameFields, sameList } from "./same.js";
import { byName, listed, samePerson } from "./snapshots.js";
import type { Client, NewRoom, Person, RoomQuery, RoomsPage, RoomView, SessionState } from "./views.js";
import type { ClientFrame, Done, Hello, Place, RoomState, ServerFrame, Welcome } from "./wire.gen.js";

/** Until the welcome tells it. */
const TEXT_LIMIT = 8000;
const NO_SESSION = 4401;

export function createClient(options: ClientOptions = {}): Client {
  return new Madang(worldOf(options));
}

function samePlace(a: Place | null, b: Place | null): boolean {
  return a !== null && b !== null && sameFields(a, b);
}

class Madang implements Client {
  readonly me = new Cell<Person | null>(null, samePerson);
  readonly place = new Cell<Place | null>(null, samePlace);
  readonly session = new Cell<SessionState>("unknown");
  readonly rooms: Derived<readonly RoomView[]>;
  readonly #world: World;
  readonly #connection: Connection;
  readonly #commands: Commands;
  readonly #outbox: Outbox;
  readonly #house: House;
  readonly #rooms = new Map<string, Room>();
  readonly #blocks: Blocks;
  readonly #makeId: () => string;
  #epoch: string | null = null;
  /** Rooms of which the last hello told a cursor. */
  #told: ReadonlySet<string> = new Set();
  #textLimit = TEXT_LIMIT;

  constructor(world: World) {
    this.#world = world;
    this.#makeId = idMaker(world.clock, world.random);
    this.rooms = new Derived(() => this.#listMine(), sameList);
    this.#connection = new Connection(world, {
      hello: () => this.#hello(),
      hear: (frames) => batch(() => frames.forEach((frame) => this.#hear(frame))),
      lost: () => batch(() => this.#lost()),
      woken: () => batch(() => this.#rooms.forEach((room) => room.woken())),
    });
    this.#commands = new Commands(world.clock, (command) => this.#connection.send(command));
    this.#outbox = new Outbox({
      storage: world.storage,
      clock: world.clock,
      makeId: this.#makeId,
      say: (frame) => this.#connection.send(frame),
      changed: (room) => this.#rooms.get(room)?.timeline.touch(),
      doubted: (room, id) => void this.room(room).lookUp(id),
    });
    this.#house = this.#asHouse();
    this.#blocks = new Blocks(world, () => this.#house.isConnected());
    this.status.subscribe(() => this.#statusChanged());
    void this.#outbox.recall();
  }

  get url(): string {
    return this.#world.url;
  }

  get status() {
    return this.#connection.status;
  }

  get blocked() {
    return this.#blocks.view;
  }

  room(id: string): Room {
    const held = this.#rooms.get(id);
    if (held !== undefined) return held;
    const room = new Room(id, this.#house);
    this.#rooms.set(id, room);
    return room;
  }

  start(): void {
    this.#connection.start();
  }

  stop(): void {
    this.#connection.stop(1000, "Stopped.");
  }

  reconnectNow(): void {
    this.#connection.start();
  }

  ask<T = undefined>(method: Method, path: string, body?: unknown): Promise<Result<T>> {
    return ask<T>(this.#world, method, path, body);
  }

  signIn(name: string): Promise<Result<Person>> {
    return this.enter("/session", { name });
  }

  async enter(path: string, body: Readonly<Record<string, unknown>>): Promise<Result<Person>> {
    const { keep } = this.#world;
    const answer = await this.ask<{ me: Person; token: string | null }>("POST", path, { ...body, keep });
    if (!answer.ok) return answer;
    const { me, token } = answer.value;
    this.stop();
    batch(() => {
      this.#forget();
      this.#world.token = token;
      this.#signedIn(me);
    });
    this.start();
    return ok(me);
  }

  async signOut(): Promise<Result> {
    const answer = await ask(this.#world, "DELETE", "/session");
    if (!answer.ok && answer.code !== "no_session") return answer;
    batch(() => {
      this.#outbox.clear();
      this.#connection.stop(NO_SESSION, "Signed out.");
      this.#signedOut();
    });
    return done;
  }

  async setName(name: string): Promise<Result<Person>> {
    const answer = await this.#ask({ type: "set_name", name });
    if (!answer.ok) return answer;
    const me = answer.value.me;
    if (me) this.me.set(me);
    return me ? ok(me) : refuse("internal", "The answer names nobody.");
  }

  async openRoom(name: string, about?: string | NewRoom): Promise<Result<string>> {
    // The ref is the id of the new room, so that saying it again opens no second one.
    const answer = await this.#ask({ type: "open_room", name, ...aboutOf(about) });
    if (!answer.ok) return answer;
    const state = answer.value.room;
    return state ? this.#entered(state) : refuse("internal", "The answer names no room.");
  }

  async openDirect(people: readonly string[]): Promise<Result<string>> {
    const wish = { id: this.#makeId(), people };
    const answer = await this.ask<RoomState>("POST", "/rooms/direct", wish);
    return answer.ok ? this.#entered(answer.value) : answer;
  }

  async findRooms(query: RoomQuery = {}): Promise<Result<RoomsPage>> {
    const path = `/rooms${queryOf({ ...query })}`;
    const answer = await this.ask<{ rooms: RoomState[]; next?: string | null }>("GET", path);
    if (!answer.ok) return answer;
    const rooms = answer.value.rooms.map((state) => this.#mine(state.room.id) ?? listed(state));
    return ok({ rooms, next: answer.value.next ?? null });
  }

  async listRooms(): Promise<Result<readonly RoomView[]>> {
    const answer = await this.findRooms();
    return answer.ok ? ok(answer.value.rooms) : answer;
  }

  block(person: string): Promise<Result> {
    return this.#blocks.set(person, true);
  }

  unblock(person: string): Promise<Result> {
    return this.#blocks.set(person, false);
  }

  // ---- what comes in

  #hear(frame: ServerFrame): void {
    switch (frame.type) {
      case "welcome":
        return this.#welcome(frame);
      case "done":
      case "refused":
        if (!this.#outbox.answer(frame)) this.#commands.answer(frame);
        return;
      case "profile":
        return this.me.set(frame.me);
      case "house":
        return this.place.set(frame.house);
      case "blocks":
        return this.#blocks.heard(frame.people);
      case "room_added":
        return this.room(frame.state.room.id).enter(frame.state);
      case "typing":
        return this.#rooms.get(frame.room)?.heardTyping(frame.person);
      case "presence":
        return this.#rooms.get(frame.room)?.heardPresence(frame);
      case "ping":
      case "bye":
        return;
      case "message":
      case "member":
      case "room":
      case "read_mark":
      case "caught_up":
      case "reset":
      case "room_removed":
      case "preferences":
        return this.#rooms.get(frame.room)?.hear(frame);
    }
  }

  #hello(): Hello {
    const hello = helloOf(this.#world, this.#epoch, [...this.#rooms.values()]);
    this.#told = new Set(Object.keys(hello.cursors ?? {}));
    return hello;
  }

  #welcome(welcome: Welcome): void {
    if (this.me.get()?.id !== welcome.me.id) this.#forget();
    this.#epoch = welcome.epoch;
    this.#textLimit = welcome.limits.text;
    this.place.set(welcome.house);
    this.#signedIn(welcome.me);
    this.#connection.welcomed();
    const named = new Set(welcome.rooms.map(({ room }) => room.id));
    for (const state of welcome.rooms) this.room(state.room.id).welcome(state, this.#told.has(state.room.id));
    for (const room of this.#rooms.values()) if (!named.has(room.id)) room.unwelcome();
    this.#commands.sayAgain();
    this.#outbox.online();
    void this.#blocks.tend();
  }

  #lost(): void {
    this.#outbox.offline();
    this.#commands.lost();
  }

  #statusChanged(): void {
    const status = this.status.get();
    if (status.state === "closed" && status.code === NO_SESSION) batch(() => this.#signedOut());
  }

  #signedIn(me: Person): void {
    this.me.set(me);
    this.session.set("ready");
    this.#outbox.identify(me.id);
  }

  #signedOut(): void {
    this.session.set("none");
    this.me.set(null);
    this.#outbox.identify("");
    this.#commands.giveUp("no_session", "Nobody is signed in.");
    this.#forget();
  }

  /** What one person may see is nothing for the next. */
  #forget(): void {
    this.#epoch = null;
    this.#blocks.heard([]);
    for (const room of this.#rooms.values()) room.forget();
  }

  #entered(state: RoomState): Result<string> {
    this.room(state.room.id).enter(state);
    return ok(state.room.id);
  }

  #ask(wish: Wish): Promise<Result<Done>> {
    return this.#commands.ask({ ...wish, ref: this.#makeId() });
  }

  #mine(id: string): RoomView | null {
    const view = this.#rooms.get(id)?.view.get() ?? null;
    return view?.joined === true ? view : null;
  }

  #listMine(): readonly RoomView[] {
    const views = [...this.#rooms.keys()].map((id) => this.#mine(id));
    return views.filter((view) => view !== null).toSorted(byName);
  }

  #asHouse(): House {
    return {
      world: this.#world,
      outbox: this.#outbox,
      me: () => this.me.get()?.id ?? "",
      isSignedOut: () => this.session.get() === "none",
      isConnected: () => this.status.get().state === "connected",
      textLimit: () => this.#textLimit,
      personOf: (person) => (this.me.get()?.id === person ? this.me.get() : null),
      isBlocked: (person) => this.#blocks.view.get().has(person),
      say: (frame: ClientFrame) => this.#connection.send(frame),
      ask: (wish) => this.#ask(wish),
      renew: (reason) => this.#connection.renew(reason),
      roomsChanged: () => this.rooms.touch(),
    };
  }
}
