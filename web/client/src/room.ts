// One room as an application holds it: commands in, snapshots out. What is known is a record folded by
// `apply`; this file only brings together the parts that live on it.
import { act, memberPath, prefer, toldChanges } from "./acts.js";
import { CatchUp } from "./catch-up.js";
import { apply, type RoomNews } from "./apply.js";
import { type Ground, type House, pathOf } from "./house.js";
import { ask } from "./http.js";
import { trim } from "./log.js";
import { batch, Derived } from "./observable.js";
import { Members } from "./members.js";
import { ReadMark } from "./read-mark.js";
import { blank, departed, described, paged, type RoomRecord, welcomed } from "./record.js";
import { done, ok, refuse, type Result } from "./result.js";
import { memberView, roomView, samePeople, samePerson, sameRoom, typists } from "./snapshots.js";
import { sayable } from "./text.js";
import { Timeline } from "./timeline.js";
import { Typing } from "./typing.js";
import type { MemberView, Person, RoomChanges, RoomHandle, RoomView } from "./views.js";
import type { Message, Page, Preferences, Presence, RoomState } from "./wire.gen.js";

/** Of a room that nobody looks at, so much of the live end stays in memory. */
const KEEPS_CLOSED = 200;

export class Room implements RoomHandle, Ground {
  readonly id: string;
  readonly house: House;
  readonly view: Derived<RoomView | null>;
  readonly typing: Derived<readonly Person[]>;
  readonly mine: Derived<MemberView | null>;
  record: RoomRecord;
  readonly #timeline: Timeline;
  readonly #members: Members;
  readonly #typing: Typing;
  readonly #mark = new ReadMark(this);
  readonly #catchUp = new CatchUp(this, () => this.hear({ type: "room_removed", room: this.id }));
  #opened = 0;

  constructor(id: string, house: House) {
    this.id = id;
    this.house = house;
    this.record = blank(id);
    this.view = new Derived(() => roomView(this.record), sameRoom);
    this.#timeline = new Timeline(this);
    this.#members = new Members(this);
    this.#typing = new Typing(house.world.clock);
    this.typing = new Derived(() => this.#whoTypes(), samePeople);
    this.#typing.people.subscribe(() => this.typing.touch());
    this.mine = new Derived(() => this.#myself(), samePerson);
  }

  get timeline() {
    return this.#timeline.view;
  }
  get members() {
    return this.#members.view;
  }
  get presence() {
    return this.#members.presence;
  }
  get isOpen(): boolean {
    return this.#opened > 0;
  }

  // ---- what comes in

  become(next: RoomRecord): void {
    const before = this.record;
    if (next === before) return;
    this.record = next;
    batch(() => {
      if (next.age === before.age) this.#timeline.follow();
      else this.#timeline.restart();
      this.view.touch();
      if (next.members !== before.members)
        for (const named of [this.members, this.typing, this.mine]) named.touch();
      this.house.roomsChanged();
    });
  }

  take(page: Pick<Page, "messages" | "members">): void {
    batch(() => {
      this.become(paged(this.record, page, this.house.me()));
      this.house.outbox.seen(page.messages);
    });
  }

  hear(event: RoomNews): void {
    const before = this.record;
    this.become(apply(before, event, this.house.me()));
    if (event.type === "message") this.#heardMessage(event.message, before);
    if (event.type === "read_mark") this.#mark.heard(event.read);
    if (event.type === "caught_up") this.#caughtUp(event.read);
    if (this.record.phase === "gap") void this.#catchUp.ask();
    if (this.record.age !== before.age) this.#tend();
  }

  /** `told`: our hello told a cursor of this room. */
  welcome(state: RoomState, told: boolean): void {
    this.become(welcomed(this.record, state, told));
    this.#mark.show();
    this.woken();
  }

  /** The welcome did not name this room. */
  unwelcome(): void {
    if (this.record.joined) this.become(departed(this.record));
    this.woken();
  }

  /** The network may be back: what failed without it is tried again. */
  woken(): void {
    this.#timeline.forgive();
    this.#tend();
  }

  enter(state: RoomState): void {
    this.hear({ type: "room_added", state });
  }

  /** An open room, seen from outside. */
  visit(state: RoomState): void {
    if (this.record.phase === "unknown") this.become({ ...described(this.record, state), joined: false });
  }

  /** Nothing of the one who was signed in stays. */
  forget(): void {
    this.#mark.forget();
    this.#typing.clear();
    this.#members.clear();
    this.become({ ...blank(this.id), age: this.record.age + 1 });
  }

  heardTyping(person: string): void {
    if (person !== this.house.me()) this.#typing.heard(person);
  }

  heardPresence(presence: Presence): void {
    this.#members.heard(presence);
  }

  /** Finds out what became of a message of mine that was placed in an earlier life. */
  async lookUp(id: string): Promise<void> {
    const { age } = this.record;
    const answer = await ask<Message>(this.house.world, "GET", `${pathOf(this.id)}/messages/${id}`);
    if (answer.ok && age === this.record.age) this.take({ messages: [answer.value], members: [] });
    if (!answer.ok && answer.code === "not_found") this.house.outbox.vanished(id);
  }

  // ---- what is wanted

  open(): () => void {
    this.#opened += 1;
    this.#tend();
    let isClosed = false;
    return () => {
      if (isClosed) return;
      isClosed = true;
      this.#opened -= 1;
      this.#trim();
    };
  }

  async join(): Promise<Result> {
    const answer = await this.house.ask({ type: "join_room", room: this.id });
    if (answer.ok && answer.value.room) this.enter(answer.value.room);
    return answer.ok ? done : answer;
  }

  async leave(): Promise<Result> {
    const answer = await this.house.ask({ type: "leave_room", room: this.id });
    if (answer.ok && this.record.joined) this.hear({ type: "room_removed", room: this.id });
    return answer.ok ? done : answer;
  }

  send(text: string): Result<string> {
    if (this.house.isSignedOut()) return refuse("no_session", "Nobody is signed in.");
    const checked = sayable(text, this.house.textLimit());
    if (!checked.ok) return checked;
    this.#typing.said();
    return ok(batch(() => this.house.outbox.add(this.id, checked.value)));
  }

  retry(id: string): void {
    batch(() => this.house.outbox.retry(id));
  }

  discard(id: string): void {
    batch(() => this.house.outbox.discard(id));
  }

  async edit(id: string, text: string): Promise<Result> {
    const checked = sayable(text, this.house.textLimit());
    if (!checked.ok) return checked;
    const wish = { type: "edit_message", room: this.id, message: id, text: checked.value } as const;
    return this.#timeline.change(id, checked.value, wish);
  }

  async remove(id: string): Promise<Result> {
    const answer = await this.#timeline.change(id, null, {
      type: "delete_message",
      room: this.id,
      message: id,
    });
    // Somebody was faster; what was wanted is so.
    return !answer.ok && answer.code === "deleted" ? done : answer;
  }

  report(id: string, reason: string): Promise<Result> {
    return act(this, "POST", `/messages/${encodeURIComponent(id)}/reports`, { reason });
  }

  editRoom(changes: RoomChanges): Promise<Result> {
    return act(this, "PATCH", "", toldChanges(changes));
  }

  addMember(person: string): Promise<Result> {
    return act(this, "PUT", memberPath(person));
  }

  removeMember(person: string): Promise<Result> {
    return act(this, "DELETE", memberPath(person));
  }

  setMember(person: string, { admin, silencedFor }: { admin?: boolean; silencedFor?: number }) {
    return act(this, "PATCH", memberPath(person), {
      ...(admin === undefined ? {} : { admin }),
      ...(silencedFor === undefined ? {} : { silenced_for: silencedFor }),
    });
  }

  setPreferences(change: Partial<Preferences>): Promise<Result> {
    return prefer(this, change);
  }

  loadOlder(): Promise<Result> {
    return this.#timeline.older();
  }

  loadNewer(): Promise<Result> {
    return this.#timeline.newer();
  }

  jumpTo(seq: number): Promise<Result> {
    return this.#timeline.jumpTo(seq);
  }

  jumpToLatest(): Promise<Result> {
    return this.#timeline.jumpToLatest();
  }

  setTyping(): void {
    if (!this.house.isConnected() || !this.record.joined || this.#isBlocked()) return;
    if (this.#typing.mayTell()) this.house.say({ type: "typing", room: this.id });
  }

  markRead(seq: number): void {
    batch(() => this.#mark.want(seq));
  }

  nameOf(person: string): string | null {
    return this.personOf(person)?.name ?? null;
  }

  personOf(person: string): Person | null {
    const member = this.record.members.get(person);
    return member === undefined ? this.house.personOf(person) : memberView(member, false);
  }

  // ---- inside

  #heardMessage(message: Message, before: RoomRecord): void {
    this.house.outbox.seen([message]);
    if (message.seq > before.seq) this.#typing.ended(message.author);
    this.#trim();
  }

  #caughtUp(read: number): void {
    this.#mark.heard(read);
    this.#mark.show();
    this.house.outbox.doubts(this.id);
    this.#tend();
  }

  #tend(): void {
    if (!this.house.isConnected()) return;
    if (this.record.face === null) {
      if (this.isOpen) void this.#look();
      return;
    }
    this.#timeline.tend();
    void this.#members.tend();
  }

  /** A room that the welcome did not name may still be an open one. */
  async #look(): Promise<void> {
    const answer = await ask<RoomState>(this.house.world, "GET", pathOf(this.id));
    if (this.record.face !== null) return;
    if (!answer.ok) return this.#timeline.fail({ code: answer.code, message: answer.message });
    this.visit(answer.value);
    this.#tend();
  }

  #trim(): void {
    if (this.isOpen || this.#timeline.isLoading) return;
    const log = trim(this.record.log, KEEPS_CLOSED);
    if (log !== this.record.log) this.become({ ...this.record, log });
  }

  /** Nothing can be said in a talk with somebody I blocked, so they need not see me try. */
  #isBlocked(): boolean {
    const [other, ...more] = this.record.others;
    return other !== undefined && more.length === 0 && this.house.isBlocked(other.person);
  }

  #whoTypes(): readonly Person[] {
    return typists(this.#typing.people.get(), (id) => this.personOf(id));
  }

  #myself(): MemberView | null {
    const member = this.record.members.get(this.house.me());
    return member === undefined || member.left ? null : memberView(member, true);
  }
}
