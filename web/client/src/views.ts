// What an application sees: plain frozen snapshots and the two handles, Client and RoomHandle.
// Everything here is public; names change only by agreement with @madang/react.
import type { Observable } from "./observable.js";
import type { Method } from "./http.js";
import type { Failure, Result } from "./result.js";
import type { Face, Place, Preferences, Room } from "./wire.gen.js";

export type { Face, Place, Preferences };
export type RoomKind = Room["kind"];

export type ConnectionStatus =
  /** Trying now; attempt counts from 1 since the connection was last good. */
  | { readonly state: "connecting"; readonly attempt: number; readonly since: number }
  | { readonly state: "connected" }
  /** Lost at `since`; tries again at `retryAt` (both in ms since 1970). */
  | { readonly state: "waiting"; readonly attempt: number; readonly retryAt: number; readonly since: number }
  /** Told to stay away (44xx), or stopped by us (1000). */
  | { readonly state: "closed"; readonly code: number; readonly reason: string };

export type SessionState = "unknown" | "none" | "ready";
export type SendState = "queued" | "sending" | "sent" | "failed";

/** One row; its id is the same before and after it is confirmed. */
export interface TimelineMessage {
  readonly id: string;
  readonly room: string;
  readonly author: string;
  readonly text: string;
  /** null until the server placed it. */
  readonly seq: number | null;
  readonly createdAt: string;
  readonly editedAt: string | null;
  readonly deleted: boolean;
  readonly rev: number;
  readonly state: SendState;
  readonly failure: Failure | null;
}

/** One window of the log of a room. */
export interface TimelineView {
  /** Placed messages in order of seq, then my own waiting ones. */
  readonly messages: readonly TimelineMessage[];
  readonly hasOlder: boolean;
  /** True after a jump: the window is detached from the live end. */
  readonly hasNewer: boolean;
  readonly loading: "none" | "first" | "older" | "newer";
  readonly failure: Failure | null;
  /** The window reaches the live end, and the room is caught up. */
  readonly live: boolean;
}

/** One entry of the sidebar. */
export interface RoomView {
  readonly id: string;
  /** Of a direct room: the names of the others. */
  readonly name: string;
  readonly topic: string;
  readonly description: string;
  readonly kind: RoomKind;
  readonly temporary: boolean;
  /** Only who looks after it speaks. */
  readonly announcement: boolean;
  /** Can be read, and nothing in it changes. */
  readonly archived: boolean;
  /** Seconds between two messages of one person; 0: none. */
  readonly slowMode: number;
  /** Messages are kept for so many days; null: for ever. */
  readonly retentionDays: number | null;
  /** Names the present one, to fetch it by. */
  readonly picture: string | null;
  /** How I want to have it. */
  readonly preferences: Preferences;
  /** The other people of a direct room. */
  readonly others: readonly Face[];
  readonly seq: number;
  readonly rev: number;
  readonly joined: boolean;
  readonly read: number;
  readonly unread: number;
  readonly caughtUp: boolean;
  readonly last: { readonly author: string; readonly text: string } | null;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  /** In the house: owner, admin, member, bot, guest, visitor. */
  readonly role: string;
  /** Names the present one, to fetch it by. */
  readonly picture: string | null;
}
export interface MemberView extends Person {
  readonly here: boolean;
  readonly left: boolean;
  /** Looks after this room. */
  readonly admin: boolean;
  /** Until this time they may not say anything here. */
  readonly silencedUntil: string | null;
}
/** What a new room is to be; nothing said is a public one. */
export interface NewRoom {
  readonly topic?: string;
  readonly description?: string;
  readonly kind?: Exclude<RoomKind, "direct">;
  readonly announcement?: boolean;
}
/** What changes about a room; what is not named stays. */
export interface RoomChanges extends NewRoom {
  readonly name?: string;
  readonly slowMode?: number;
  readonly retentionDays?: number | null;
  readonly archived?: boolean;
  /** Needed with a `kind` that lets more people in than before: they can read all that was said until then. */
  readonly historyVisible?: boolean;
}
export interface RoomQuery {
  readonly query?: string;
  /** `next` of the page before. */
  readonly after?: string | null;
  readonly limit?: number;
}
export interface RoomsPage {
  readonly rooms: readonly RoomView[];
  /** null: that is all of them. */
  readonly next: string | null;
}
export interface PresenceView {
  /** Exact; `here` names at most a hundred of them. */
  readonly count: number;
  readonly here: ReadonlySet<string>;
}

export interface Client {
  /** HTTP origin of the server. */
  readonly url: string;
  readonly status: Observable<ConnectionStatus>;
  /** null: not known yet, or nobody signed in. */
  readonly me: Observable<Person | null>;
  /** What the house is called and whom it lets in; null until one is inside. */
  readonly place: Observable<Place | null>;
  readonly session: Observable<SessionState>;
  /** Mine, sorted by name. */
  readonly rooms: Observable<readonly RoomView[]>;
  /** Always the same handle for one id. */
  room(id: string): RoomHandle;
  /** Comes in with just a name. */
  signIn(name: string): Promise<Result<Person>>;
  /** Any other request that is answered with a session (a password, an invitation): one is that person then. */
  enter(path: string, body: Readonly<Record<string, unknown>>): Promise<Result<Person>>;
  signOut(): Promise<Result>;
  setName(name: string): Promise<Result<Person>>;
  /** Opens a new room and answers its id. */
  openRoom(name: string, about?: string | NewRoom): Promise<Result<string>>;
  /** The direct room with these people, for which it does not matter who opened it; answers its id. */
  openDirect(people: readonly string[]): Promise<Result<string>>;
  /** Mine and those I may look into, page by page. */
  findRooms(query?: RoomQuery): Promise<Result<RoomsPage>>;
  /** The first page of them. */
  listRooms(): Promise<Result<readonly RoomView[]>>;
  /** Whose messages I do not want to see. Loaded on first subscribe. */
  readonly blocked: Observable<ReadonlySet<string>>;
  /** Optimistic; rolled back on refusal. */
  block(person: string): Promise<Result>;
  unblock(person: string): Promise<Result>;
  /** What is not chat, over HTTP: `ask("GET", "/sessions")`. A body is JSON, or a Blob as it is. */
  ask<T = undefined>(method: Method, path: string, body?: unknown): Promise<Result<T>>;
  /** Looks for a session and connects. */
  start(): void;
  stop(): void;
  reconnectNow(): void;
}

export interface RoomHandle {
  readonly id: string;
  readonly view: Observable<RoomView | null>;
  readonly timeline: Observable<TimelineView>;
  /** Current members, loaded on first subscribe. */
  readonly members: Observable<readonly MemberView[]>;
  /** My own place among them; null while it is not known. */
  readonly mine: Observable<MemberView | null>;
  /** Others; gone after 8 s, or with their message. */
  readonly typing: Observable<readonly Person[]>;
  readonly presence: Observable<PresenceView>;
  /** Also of those who left. */
  nameOf(person: string): string | null;
  /** What is known of somebody in this room; also of those who left. */
  personOf(person: string): Person | null;
  /** Counted focus: loads the newest page if nothing is held, keeps the room hot; returns close. */
  open(): () => void;
  join(): Promise<Result>;
  leave(): Promise<Result>;
  /** In the timeline at once; answers the id, or refuses what can never be sent. */
  send(text: string): Result<string>;
  /** Of a failed one, or one that waits. */
  retry(id: string): void;
  discard(id: string): void;
  /** Optimistic; rolled back on refusal. */
  edit(id: string, text: string): Promise<Result>;
  remove(id: string): Promise<Result>;
  /** Tells those who look after the house. */
  report(id: string, reason: string): Promise<Result>;
  editRoom(changes: RoomChanges): Promise<Result>;
  addMember(person: string): Promise<Result>;
  removeMember(person: string): Promise<Result>;
  /** `silencedFor` in seconds; 0 ends it. */
  setMember(
    person: string,
    change: { readonly admin?: boolean; readonly silencedFor?: number },
  ): Promise<Result>;
  /** Optimistic; rolled back on refusal. */
  setPreferences(change: Partial<Preferences>): Promise<Result>;
  loadOlder(): Promise<Result>;
  loadNewer(): Promise<Result>;
  jumpTo(seq: number): Promise<Result>;
  jumpToLatest(): Promise<Result>;
  /** At most one frame in 5 s. */
  setTyping(): void;
  /** Only grows; coalesced; survives a drop. */
  markRead(seq: number): void;
}
