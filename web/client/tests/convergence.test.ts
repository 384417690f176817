// The mother of the tests: three people say, edit, delete and read while connections break, answers get
// lost, events repeat and pages reload. When it is quiet again every client shows exactly what
// the server has, and nothing was said twice.
import { expect, test } from "vitest";
import { memoryStorage, type Client } from "../src/index.js";
import { TestServer } from "../src/testing/index.js";
import { type Dice, dice } from "./dice.js";
import { arrive, texts } from "./people.js";

const NAMES = ["alice", "bob", "carol"];
const ROOMS = ["madang", "maru"];
const TYPES = ["send_message", "edit_message", "delete_message", "mark_read", "catch_up"] as const;
const PASSING = ["unavailable", "too_fast", "internal"] as const;

class Chaos {
  readonly server = new TestServer();
  readonly said: string[] = [];
  readonly throws: Dice;
  clients: Client[] = [];
  #count = 0;

  constructor(seed: number) {
    this.throws = dice(seed);
    for (const room of ROOMS) this.server.addRoom(room, ...NAMES);
  }

  async begin(): Promise<void> {
    this.clients = await Promise.all(NAMES.map((name) => this.#arrive(name)));
  }

  async round(): Promise<void> {
    const steps = [
      () => this.say(),
      () => this.say(),
      () => this.change(),
      () => this.read(),
      () => this.page(),
      () => this.trouble(),
    ];
    this.throws.pick(steps)?.();
    if (this.throws.roll(25) === 0) await this.reload(this.throws.roll(this.clients.length));
    if (this.throws.roll(3) === 0) await this.server.clock.advance(this.throws.roll(4000));
  }

  say(): void {
    const text = `text ${(this.#count += 1)}`;
    this.said.push(text);
    this.#room().send(text);
  }

  change(): void {
    const client = this.throws.pick(this.clients)!;
    const room = client.room(this.throws.pick(ROOMS)!);
    const mine = room.timeline
      .get()
      .messages.filter(({ author, state }) => author === client.me.get()?.id && state === "sent");
    const message = this.throws.pick(mine);
    if (message === undefined) return;
    if (this.throws.roll(3) === 0) void room.remove(message.id);
    else void room.edit(message.id, `${message.text}!`);
  }

  read(): void {
    const room = this.#room();
    room.markRead(1 + this.throws.roll(Math.max(1, room.view.get()?.seq ?? 1)));
  }

  page(): void {
    const room = this.#room();
    const seq = 1 + this.throws.roll(Math.max(1, room.view.get()?.seq ?? 1));
    const what = [
      () => room.loadOlder(),
      () => room.loadNewer(),
      () => room.jumpTo(seq),
      () => room.jumpToLatest(),
    ];
    void this.throws.pick(what)?.();
  }

  trouble(): void {
    const { troubles } = this.server;
    const type = this.throws.pick(TYPES)!;
    const kinds = [
      () => this.server.drop(this.throws.pick(NAMES)),
      () => this.server.drop(),
      () => troubles.loseAnswerOf(type),
      () => troubles.loseNext(type),
      () => troubles.ignoreNext(type),
      () => troubles.refuseNext(type, { code: this.throws.pick(PASSING)!, retry_after: 1 }),
      () => troubles.holdAnswers(),
      () => troubles.releaseAnswers(),
      () => (troubles.down = this.throws.roll(2) === 0),
      () => (troubles.httpDown = this.throws.roll(2) === 0),
      () => (troubles.answerFirst = !troubles.answerFirst),
      () => (troubles.repeats = 1 + this.throws.roll(3)),
      () => (this.server.changesLimit = this.throws.pick([3, 10, 500])!),
      () => this.server.silently(() => this.server.says("bob", "madang", `text ${(this.#count += 1)}`)),
      () => this.server.bye(4001, "The server is stopping.", 2),
    ];
    this.throws.pick(kinds)?.();
  }

  async reload(index: number): Promise<void> {
    const old = this.clients[index]!;
    old.stop();
    this.clients[index] = await this.#arrive(NAMES[index]!);
  }

  /** Everything works again, for long enough; what was lost silently is noticed with the next message. */
  async heal(): Promise<void> {
    const { troubles } = this.server;
    Object.assign(troubles, { down: false, httpDown: false, repeats: 1, answerFirst: false });
    troubles.releaseAnswers();
    troubles.forgetPlans();
    this.server.changesLimit = 500;
    await this.server.clock.advance(90_000);
    for (const room of ROOMS) this.server.says("bob", room, `the end of ${room}`);
    await this.server.clock.advance(60_000);
    for (const client of this.clients) for (const room of ROOMS) void client.room(room).jumpToLatest();
    await this.server.clock.settle();
    for (let page = 0; page < 8; page += 1) {
      for (const client of this.clients) for (const room of ROOMS) void client.room(room).loadOlder();
      await this.server.clock.settle();
    }
  }

  #room() {
    return this.throws.pick(this.clients)!.room(this.throws.pick(ROOMS)!);
  }

  readonly #storages = new Map(NAMES.map((name) => [name, memoryStorage()]));

  async #arrive(name: string): Promise<Client> {
    const storage = this.#storages.get(name) ?? memoryStorage();
    const client = await arrive(this.server, name, { storage, random: () => this.throws.random() });
    for (const room of ROOMS) client.room(room).open();
    return client;
  }
}

test.each(Array.from({ length: 60 }, (_, seed) => seed))(
  "it is quiet again and all see the same (seed %i)",
  async (seed) => {
    const chaos = new Chaos(seed);
    await chaos.begin();
    for (let round = 0; round < 120; round += 1) await chaos.round();
    await chaos.heal();
    for (const room of ROOMS) {
      const { messages } = chaos.server.room(room);
      const truth = messages.map(({ text, deleted }) => (deleted ? "(deleted)" : text));
      for (const [index, client] of chaos.clients.entries()) {
        expect(texts(client, room), `${NAMES[index]} in ${room}`).toEqual(truth);
        expect(client.room(room).view.get()).toMatchObject(headsFor(chaos, room, client));
      }
    }
    // Nothing that was said is lost, nothing is there twice.
    const ids = ROOMS.flatMap((room) => chaos.server.room(room).messages.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(chaos.said.length + ROOMS.length);
  },
);

function headsFor(chaos: Chaos, room: string, client: Client) {
  const { seq, rev, mine } = chaos.server.room(room).state(client.me.get()!.id);
  return { seq, rev, ...mine, caughtUp: true };
}
