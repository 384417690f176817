// What an application sees: plain frozen snapshots and the two handles, Client and RoomHandle.
// Everything here is public; names change only by agreement with @madang/react.
import type { Observable } from "./observable.js";
import type { Method } from "./http.js";
import type { Failure, Result } from "./result.js";
import type { Place } from "./wire.gen.js";

export type { Place };

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
  readonly name: string;
  readonly topic: string;
  readonly temporary: boolean;
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
  readonly role: string;
  /** The name of the present one: /api/people/ID/picture?v=NAME. */
  readonly picture: string | null;
}
export interface MemberView extends Person {
  readonly here: boolean;
  readonly left: boolean;
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
  openRoom(name: string, topic?: string): Promise<Result<string>>;
  /** Mine and the open ones, for browsing. */
  listRooms(): Promise<Result<readonly RoomView[]>>;
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
  /** Others; gone after 8 s, or with their message. */
  readonly typing: Observable<readonly Person[]>;
  readonly presence: Observable<PresenceView>;
  /** Also of those who left. */
  nameOf(person: string): string | null;
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
  loadOlder(): Promise<Result>;
  loadNewer(): Promise<Result>;
  jumpTo(seq: number): Promise<Result>;
  jumpToLatest(): Promise<Result>;
  /** At most one frame in 5 s. */
  setTyping(): void;
  /** Only grows; coalesced; survives a drop. */
  markRead(seq: number): void;
}
