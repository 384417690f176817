// Who and what there is on the test server: people with the keys they come with, rooms, blocks and reports.
import { idMaker } from "../id.js";
import type { Message, Person } from "../wire.gen.js";
import type { TestClock } from "./clock.js";
import type { Desk } from "./commands.js";
import { ServerRoom } from "./room.js";

export class World implements Desk {
  epoch = "epoch-1";
  readonly reports: { person: string; message: string; reason: string }[] = [];
  readonly newId: () => string;
  readonly #clock: TestClock;
  readonly #people = new Map<string, Person>();
  readonly #keys = new Map<string, string>();
  readonly #rooms = new Map<string, ServerRoom>();
  readonly #blocks = new Map<string, Set<string>>();

  constructor(clock: TestClock) {
    this.#clock = clock;
    this.newId = idMaker(clock, Math.random);
  }

  now(): string {
    return new Date(this.#clock.now()).toISOString();
  }

  // ---- people

  people(): Person[] {
    return [...this.#people.values()];
  }

  person(id: string): Person {
    return this.#people.get(id) ?? { id, name: "", role: "member", picture: null };
  }

  /** Who comes with this key. */
  holder(key: string): Person | undefined {
    return this.#people.get(this.#keys.get(key) ?? "");
  }

  /** The person of this name, made on first use; also when renamed since. */
  called(name: string): Person {
    return this.holder(keyOf(name)) ?? this.makePerson(name, keyOf(name));
  }

  makePerson(name: string, key: string): Person {
    const person: Person = { id: this.newId(), name, role: "member", picture: null };
    this.setPerson(person);
    this.#keys.set(key, person.id);
    return person;
  }

  setPerson(person: Person): void {
    this.#people.set(person.id, person);
  }

  /** The key of one leads to another now. */
  handOver(name: string, to: string): void {
    this.#keys.set(keyOf(name), this.called(to).id);
  }

  /** None of their keys leads anywhere any more. */
  signOut(person: string): void {
    for (const [key, id] of [...this.#keys]) if (id === person) this.#keys.delete(key);
  }

  blocks(person: string): Set<string> {
    const held = this.#blocks.get(person) ?? new Set();
    this.#blocks.set(person, held);
    return held;
  }

  // ---- rooms

  rooms(): ServerRoom[] {
    return [...this.#rooms.values()];
  }

  room(id: string): ServerRoom | undefined {
    return this.#rooms.get(id);
  }

  /** The room that has to be there. */
  theRoom(id: string): ServerRoom {
    const room = this.#rooms.get(id);
    if (room === undefined) throw new Error(`The test server has no room ${id}.`);
    return room;
  }

  theMessage(room: string, id: string): Message {
    const message = this.theRoom(room).find(id);
    if (message === undefined) throw new Error("The test server refused that.");
    return message;
  }

  roomsOf(person: string): ServerRoom[] {
    return this.rooms().filter((room) => room.has(person));
  }

  makeRoom(id: string, name: string, topic: string): ServerRoom {
    const held = this.#rooms.get(id);
    if (held !== undefined) return held;
    const room = new ServerRoom(id, name, topic, this.now());
    this.#rooms.set(id, room);
    return room;
  }

  /** As from a backup: another epoch, and the past ends earlier. */
  restore(id: string, seq: number): void {
    const old = this.theRoom(id);
    const next = new ServerRoom(old.id, old.face.name, old.face.topic, this.now());
    for (const { person } of old.members.values()) next.setMember(this.person(person), false, this.now());
    for (const said of old.messages.slice(0, seq)) next.say(said.id, said.author, said.text, this.now());
    this.#rooms.set(id, next);
    this.epoch = `${this.epoch}+`;
  }
}

/** What somebody of this name comes with. */
export function keyOf(name: string): string {
  return `token-${name}`;
}
