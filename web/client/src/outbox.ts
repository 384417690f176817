// The outbox: what I said and the server has not placed yet. Written down before it is sent, one at a
// time and in order per room, the same id for ever; it fails only on a definite refusal.
import type { Clock } from "./clock.js";
import { batch } from "./observable.js";
import type { OutboxEntry, Storage } from "./storage.js";
import type { Done, Message, Refused, SendMessage } from "./wire.gen.js";
import { fresh, isDue, pause, revived, type Waiting } from "./waiting.js";

/** An answer that stays away this long is asked for again; the id makes that safe. */
const PATIENCE = 15_000;
/** Refusals that say nothing about the message itself. */
const NOT_DEFINITE = new Set([
  "unavailable",
  "too_fast",
  "internal",
  "no_session",
  "hello_first",
  "hello_again",
]);

export interface Post {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly makeId: () => string;
  readonly say: (frame: SendMessage) => boolean;
  /** Something about the waiting ones of this room changed. */
  readonly changed: (room: string) => void;
  /** Placed, but what is there now has to be looked up: it was said before, and may have changed since. */
  readonly doubted: (room: string, id: string) => void;
}

/** Milliseconds a message waits to be written down before it goes without. */
const PATIENCE_FOR_STORAGE = 10_000;

export class Outbox {
  readonly #post: Post;
  readonly #waiting = new Map<string, Waiting>();
  /** What left while the storage was being read. */
  readonly #gone = new Set<string>();
  #recalling = false;
  #me = "";
  #online = false;

  constructor(post: Post) {
    this.#post = post;
  }

  /** Finds what an earlier life left behind, and what a tab left that is no more. */
  async recall(): Promise<void> {
    if (this.#recalling) return;
    this.#recalling = true;
    const entries = await this.#post.storage.entries().catch(() => []);
    this.#recalling = false;
    batch(() => this.#revive(entries));
    this.#gone.clear();
  }

  /** Mine in this room, in order. */
  of(room: string): readonly Waiting[] {
    const mine = [...this.#waiting.values()].filter(
      ({ entry }) => entry.room === room && this.#isMine(entry),
    );
    return mine.toSorted((a, b) => (a.entry.id < b.entry.id ? -1 : 1));
  }

  add(room: string, text: string): string {
    const { makeId, clock } = this.#post;
    const createdAt = new Date(clock.now()).toISOString();
    const entry = { id: makeId(), room, author: this.#me, text, createdAt, failure: null };
    this.#set(fresh(entry));
    this.#keep(entry);
    return entry.id;
  }

  /** Who is signed in; what was said before that was known is theirs. */
  identify(me: string): void {
    this.#me = me;
    for (const waiting of this.#waiting.values()) {
      if (waiting.entry.author === "" && me !== "") this.#rewrite(waiting, { author: me });
      else this.#post.changed(waiting.entry.room);
    }
  }

  /** A connection is there. */
  online(): void {
    this.#online = true;
    this.#pumpAll();
    void this.recall();
  }

  /** The outcome of everything on the way is unknown: it will be said again. */
  offline(): void {
    this.#online = false;
    for (const waiting of this.#waiting.values()) {
      if (waiting.state === "sending") this.#set({ ...waiting, state: "queued", notBefore: 0 });
    }
  }

  /** True when the answer was for one of ours. */
  answer(frame: Done | Refused): boolean {
    const waiting = this.#waiting.get(frame.ref ?? "");
    if (waiting === undefined) return false;
    if (frame.type === "done") this.#placed(waiting, frame.seq ?? null);
    else if (NOT_DEFINITE.has(frame.code)) this.#postpone(waiting, frame.retry_after);
    else if (isDue(waiting)) this.#fail(waiting, frame);
    this.#pump(waiting.entry.room);
    return true;
  }

  /** The log holds it: the message came by its event or in a page, maybe before the answer. */
  seen(messages: readonly Message[]): void {
    if (this.#waiting.size === 0) return;
    for (const { id, author } of messages) {
      const waiting = this.#waiting.get(id);
      if (waiting === undefined || !this.#isMine({ author })) continue;
      this.#forget(waiting);
      this.#pump(waiting.entry.room);
    }
  }

  retry(id: string): void {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined || waiting.state === "sending" || waiting.state === "sent") return;
    if (waiting.entry.failure?.code === "id_taken") return this.#rename(waiting);
    if (waiting.entry.failure !== null) this.#rewrite(waiting, { failure: null });
    else this.#set({ ...waiting, notBefore: 0 });
    this.#pump(waiting.entry.room);
  }

  /** What is on its way this moment cannot be called back. */
  discard(id: string): void {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined || waiting.state === "sending" || waiting.state === "sent") return;
    this.#forget(waiting);
    this.#pump(waiting.entry.room);
  }

  /** Placed ones whose event has not come: after a catch-up it never will by itself. */
  doubts(room: string): void {
    for (const { entry, state } of this.of(room)) if (state === "sent") this.#post.doubted(room, entry.id);
  }

  /** It was placed once and is there no more. */
  vanished(id: string): void {
    const waiting = this.#waiting.get(id);
    if (waiting?.state === "sent") this.#forget(waiting);
  }

  /** At a sign-out nothing unsaid of mine stays on this machine. */
  clear(): void {
    for (const waiting of this.#waiting.values()) if (this.#isMine(waiting.entry)) this.#forget(waiting);
    this.#me = "";
  }

  #revive(entries: readonly OutboxEntry[]): void {
    for (const entry of entries) {
      if (!this.#waiting.has(entry.id) && !this.#gone.has(entry.id)) this.#set(revived(entry));
    }
    this.#pumpAll();
  }

  #isMine({ author }: { author: string }): boolean {
    return author === this.#me || author === "";
  }

  #set(waiting: Waiting): void {
    this.#waiting.set(waiting.entry.id, waiting);
    this.#post.changed(waiting.entry.room);
  }

  #forget({ entry }: Waiting): void {
    this.#waiting.delete(entry.id);
    if (this.#recalling) this.#gone.add(entry.id);
    this.#post.storage.remove(entry.id).catch(() => undefined);
    this.#post.changed(entry.room);
  }

  /** A storage that refuses or hangs costs the reload its memory, never the message its way. */
  #keep(entry: OutboxEntry): void {
    const kept = () => {
      const waiting = this.#waiting.get(entry.id);
      if (waiting === undefined) return void this.#post.storage.remove(entry.id).catch(() => undefined);
      if (!waiting.kept) this.#set({ ...waiting, kept: true });
      this.#pump(entry.room);
    };
    let settled = false;
    const then = () => {
      if (!settled) batch(kept);
      settled = true;
    };
    this.#post.storage.put(entry).then(then, then);
    this.#post.clock.after(PATIENCE_FOR_STORAGE, then);
  }

  #rewrite(waiting: Waiting, change: Partial<OutboxEntry>): void {
    const entry = { ...waiting.entry, ...change };
    const state = entry.failure === null ? "queued" : "failed";
    this.#set({ ...waiting, entry, state, kept: false, notBefore: 0 });
    this.#keep(entry);
  }

  #rename(waiting: Waiting): void {
    this.#forget(waiting);
    this.add(waiting.entry.room, waiting.entry.text);
  }

  #pumpAll(): void {
    for (const room of new Set([...this.#waiting.values()].map(({ entry }) => entry.room))) this.#pump(room);
  }

  /** Says the first one that is due, if it is free to go. */
  #pump(room: string): void {
    const first = this.of(room).find(isDue);
    if (first === undefined || !this.#isFree(first)) return;
    const { id, text } = first.entry;
    if (!this.#post.say({ type: "send_message", ref: id, room, text })) return;
    this.#set({ ...first, state: "sending", tries: first.tries + 1 });
    this.#later(id, PATIENCE, first.tries + 1);
  }

  #isFree({ entry, state, kept, notBefore }: Waiting): boolean {
    return (
      this.#online && state === "queued" && kept && entry.author !== "" && notBefore <= this.#post.clock.now()
    );
  }

  /** After so long, if nothing happened in between, it may be said (again). */
  #later(id: string, delay: number, tries: number): void {
    this.#post.clock.after(delay, () => {
      const waiting = this.#waiting.get(id);
      if (waiting === undefined || waiting.tries !== tries || !isDue(waiting)) return;
      batch(() => {
        if (waiting.state === "sending") this.#set({ ...waiting, state: "queued" });
        this.#pump(waiting.entry.room);
      });
    });
  }

  #placed(waiting: Waiting, seq: number | null): void {
    this.#post.storage.remove(waiting.entry.id).catch(() => undefined);
    this.#set({ ...waiting, state: "sent", seq });
    if (waiting.tries > 1) this.#post.doubted(waiting.entry.room, waiting.entry.id);
  }

  #postpone(waiting: Waiting, retryAfter: number | null | undefined): void {
    if (waiting.state !== "sending") return;
    const delay = pause(waiting, retryAfter) * 1000;
    this.#set({ ...waiting, state: "queued", notBefore: this.#post.clock.now() + delay });
    this.#later(waiting.entry.id, delay, waiting.tries);
  }

  #fail(waiting: Waiting, { code, message }: Refused): void {
    this.#rewrite(waiting, { failure: { code, message } });
  }
}
