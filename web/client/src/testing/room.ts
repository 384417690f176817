// One room of the test server: the log, the members and the two counters, as the real one keeps them.
import type {
  Face,
  Member,
  MemberEvent,
  Message,
  MessageEvent,
  Page,
  Person,
  Preferences,
  Room,
  RoomEventFrame,
  RoomState,
} from "../wire.gen.js";

export type Lasting = MessageEvent | MemberEvent | RoomEventFrame;

const NEW_ROOM: Omit<Room, "id" | "name" | "topic" | "created_at"> = {
  temporary: false,
  rev: 1,
  kind: "public",
  announcement: false,
  description: "",
  picture: null,
  archived: false,
  slow_mode: 0,
  retention_days: null,
};

export class ServerRoom {
  readonly messages: Message[] = [];
  readonly members = new Map<string, Member>();
  readonly reads = new Map<string, number>();
  readonly preferences = new Map<string, Preferences>();
  face: Room;
  rev = 1;

  constructor(id: string, name: string, topic: string, at: string) {
    this.face = { ...NEW_ROOM, id, name, topic, created_at: at };
  }

  get id(): string {
    return this.face.id;
  }
  get seq(): number {
    return this.messages.length;
  }

  has(person: string): boolean {
    return this.members.get(person)?.left === false;
  }

  find(id: string): Message | undefined {
    return this.messages.find((message) => message.id === id);
  }

  say(id: string, author: string, text: string, at: string): MessageEvent {
    const rest = { created_at: at, edited_at: null, deleted: false };
    this.reads.set(author, this.seq + 1);
    return this.#put({ id, room: this.id, author, seq: this.seq + 1, rev: 0, text, ...rest });
  }

  edit(message: Message, text: string, at: string): MessageEvent {
    return this.#put({ ...message, text, edited_at: at });
  }

  remove(message: Message): MessageEvent {
    return this.#put({ ...message, text: "", deleted: true });
  }

  rename(name: string): RoomEventFrame {
    return this.change({ name });
  }

  change(changes: Partial<Room>): RoomEventFrame {
    this.rev += 1;
    this.face = { ...this.face, ...changes, rev: this.rev };
    return { type: "room", room: this.id, rev: this.rev, state: this.face };
  }

  setMember(person: Person, left: boolean, at: string): MemberEvent {
    this.rev += 1;
    const held = this.members.get(person.id);
    const member = {
      room: this.id,
      person: person.id,
      name: person.name,
      role: person.role,
      joined_at: held?.joined_at ?? at,
      left,
      rev: this.rev,
      admin: held?.admin ?? false,
      picture: person.picture ?? null,
      silenced_until: held?.silenced_until ?? null,
    };
    this.members.set(person.id, member);
    if (!left && !this.reads.has(person.id)) this.reads.set(person.id, this.seq);
    return { type: "member", room: this.id, rev: this.rev, member };
  }

  setStanding(person: string, change: Partial<Pick<Member, "admin" | "silenced_until">>): MemberEvent {
    const held = this.members.get(person);
    if (held === undefined) throw new Error("The test server has no such member.");
    this.rev += 1;
    const member = { ...held, ...change, rev: this.rev };
    this.members.set(person, member);
    return { type: "member", room: this.id, rev: this.rev, member };
  }

  isSeenBy({ role }: Person): boolean {
    return this.face.kind === "open" || (this.face.kind === "public" && role !== "guest");
  }

  mark(person: string, seq: number): { read: number; unread: number } {
    this.reads.set(person, Math.max(seq, this.reads.get(person) ?? 0));
    return this.mine(person);
  }

  mine(person: string): { read: number; unread: number } {
    const read = this.reads.get(person) ?? 0;
    const counts = ({ seq, deleted, author }: Message) => seq > read && !deleted && author !== person;
    return { read, unread: this.messages.filter(counts).length };
  }

  state(person: string): RoomState {
    return {
      room: this.face,
      seq: this.seq,
      rev: this.rev,
      mine: this.has(person) ? this.mine(person) : null,
      preferences: this.preferences.get(person) ?? null,
      others: this.#others(person),
    };
  }

  /** Everything that changed after this rev, once, in its present state. */
  changes(after: number): Lasting[] {
    const messages = this.messages.map((message) => this.#told(message));
    const members = [...this.members.values()].map((member): MemberEvent => ({
      type: "member",
      room: this.id,
      rev: member.rev,
      member,
    }));
    const face: RoomEventFrame = { type: "room", room: this.id, rev: this.face.rev, state: this.face };
    return [...messages, ...members, face].filter(({ rev }) => rev > after).toSorted((a, b) => a.rev - b.rev);
  }

  page(query: URLSearchParams): Page {
    const limit = Number(query.get("limit") ?? 50);
    const messages = this.#slice(query, limit);
    const members = [...this.members.values()].filter(({ person }) =>
      messages.some(({ author }) => author === person),
    );
    return { room: this.id, rev: this.rev, seq: this.seq, messages, members };
  }

  #slice(query: URLSearchParams, limit: number): Message[] {
    const [before, after, around] = ["before", "after", "around"].map((name) => query.get(name));
    if (before) return this.messages.filter(({ seq }) => seq < Number(before)).slice(-limit);
    if (after) return this.messages.filter(({ seq }) => seq > Number(after)).slice(0, limit);
    if (!around) return this.messages.slice(-limit);
    const start = Math.max(0, Number(around) - 1 - Math.floor(limit / 2));
    return this.messages.slice(start, start + limit);
  }

  #others(person: string): Face[] {
    if (this.face.kind !== "direct") return [];
    const others = [...this.members.values()].filter((member) => member.person !== person);
    return others.map(({ person: id, name, picture }) => ({ person: id, name, picture }));
  }

  #put(message: Message): MessageEvent {
    this.rev += 1;
    const next = { ...message, rev: this.rev };
    this.messages[next.seq - 1] = next;
    return this.#told(next);
  }

  #told(message: Message): MessageEvent {
    return { type: "message", room: this.id, rev: message.rev, message };
  }
}
