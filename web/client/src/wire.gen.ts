// Generated from the server's schema by `make types`; do not edit.

export type ClientFrame =
  | Hello
  | CatchUp
  | Typing
  | Pong
  | SendMessage
  | EditMessage
  | DeleteMessage
  | MarkRead
  | OpenRoom
  | JoinRoom
  | LeaveRoom
  | SetName;
export type ServerFrame =
  | Welcome
  | CaughtUp
  | Reset
  | MessageEvent
  | RoomEventFrame
  | MemberEvent
  | ReadMark
  | RoomAddedEvent
  | RoomRemovedEvent
  | Profile
  | TypingEvent
  | Presence
  | Done
  | Refused
  | Bye
  | Ping;

export interface Madang {
  [k: string]: unknown;
}
export interface Bye {
  type: "bye";
  code: number;
  reason: string;
  retry_after?: number;
}
export interface CatchUp {
  type: "catch_up";
  ref: string;
  room: string;
  after: number;
}
export interface CaughtUp {
  type: "caught_up";
  room: string;
  rev: number;
  seq: number;
  read: number;
  unread: number;
}
/**
 * What changed after a `rev`; with `reset` nothing is listed and a fresh page is due.
 *
 */
export interface ChangesPage {
  room: string;
  rev: number;
  seq: number;
  reset: boolean;
  messages: Message[];
  members: Member[];
  state: Room | null;
}
/**
 * `seq` is its place for ever, `rev` its latest change. A deleted message keeps its place without its text.
 *
 */
export interface Message {
  id: string;
  room: string;
  author: string;
  seq: number;
  rev: number;
  text: string;
  created_at: string;
  edited_at: string | null;
  deleted: boolean;
}
export interface Member {
  room: string;
  person: string;
  name: string;
  kind: "guest" | "visitor";
  joined_at: string;
  left: boolean;
  rev: number;
}
/**
 * `rev` numbers the room's own latest change (name, topic), not the head of its log.
 *
 */
export interface Room {
  id: string;
  name: string;
  topic: string;
  temporary: boolean;
  created_at: string;
  rev: number;
}
export interface DeleteMessage {
  type: "delete_message";
  ref: string;
  room: string;
  message: string;
}
export interface Done {
  type: "done";
  ref: string;
  seq?: number;
  at?: string;
  rev?: number;
  read?: number;
  unread?: number;
  room?: RoomState;
  me?: Person;
}
/**
 * A room with the heads of its log, and where the asking person stands (None: not a member).
 *
 */
export interface RoomState {
  room: Room;
  seq: number;
  rev: number;
  mine: Standing | null;
}
/**
 * How far one member has read: the read mark (a `seq`) and the messages after it.
 *
 */
export interface Standing {
  read: number;
  unread: number;
}
export interface Person {
  id: string;
  name: string;
  kind: "guest" | "visitor";
}
export interface EditMessage {
  type: "edit_message";
  ref: string;
  room: string;
  message: string;
  text: string;
}
export interface Hello {
  type: "hello";
  token?: string | null;
  epoch?: string | null;
  cursors?: {
    [k: string]: number;
  } | null;
  focus?: string | null;
  client?: string | null;
  version?: string | null;
}
export interface JoinRoom {
  type: "join_room";
  ref: string;
  room: string;
}
export interface LeaveRoom {
  type: "leave_room";
  ref: string;
  room: string;
}
/**
 * What a client has to know of the limits; `changes` is how many are replayed before a `reset`.
 *
 */
export interface Limits {
  text: number;
  frame: number;
  name: number;
  room_name: number;
  topic: number;
  changes: number;
}
export interface MarkRead {
  type: "mark_read";
  ref: string;
  room: string;
  seq: number;
}
export interface MemberEvent {
  type: "member";
  room: string;
  rev: number;
  member: Member;
}
export interface Members {
  room: string;
  rev: number;
  members: Member[];
}
export interface MessageEvent {
  type: "message";
  room: string;
  rev: number;
  message: Message;
}
/**
 * `ref` is the id of the new room.
 *
 */
export interface OpenRoom {
  type: "open_room";
  ref: string;
  name: string;
  topic?: string;
}
/**
 * Messages in order of `seq`, with the members who wrote them, all of one moment.
 *
 */
export interface Page {
  room: string;
  rev: number;
  seq: number;
  messages: Message[];
  members: Member[];
}
export interface Ping {
  type: "ping";
}
export interface Pong {
  type: "pong";
}
export interface Presence {
  type: "presence";
  room: string;
  count: number;
  here: string[];
}
export interface Profile {
  type: "profile";
  me: Person;
}
export interface ProtocolRange {
  min: number;
  max: number;
}
export interface ReadMark {
  type: "read_mark";
  room: string;
  read: number;
  unread: number;
}
export interface Refused {
  type: "refused";
  ref: string | null;
  code:
    | "not_json"
    | "unknown_command"
    | "invalid"
    | "bad_text"
    | "too_long"
    | "bad_id"
    | "id_taken"
    | "no_session"
    | "not_found"
    | "not_a_member"
    | "forbidden"
    | "foreign_origin"
    | "wrong_host"
    | "deleted"
    | "bad_seq"
    | "future"
    | "hello_first"
    | "hello_again"
    | "too_fast"
    | "too_many"
    | "too_large"
    | "unavailable"
    | "internal";
  message: string;
  retry_after?: number;
}
export interface Reset {
  type: "reset";
  room: string;
  rev: number;
  seq: number;
  reason: "too_far" | "future" | "epoch";
}
export interface RoomAddedEvent {
  type: "room_added";
  state: RoomState;
}
export interface RoomEventFrame {
  type: "room";
  room: string;
  rev: number;
  state: Room;
}
export interface RoomRemovedEvent {
  type: "room_removed";
  room: string;
}
/**
 * `ref` is the message id: sending the same again gets the first outcome, for ever.
 *
 */
export interface SendMessage {
  type: "send_message";
  ref: string;
  room: string;
  text: string;
}
export interface SetName {
  type: "set_name";
  ref: string;
  name: string;
}
export interface Typing {
  type: "typing";
  room: string;
}
export interface TypingEvent {
  type: "typing";
  room: string;
  person: string;
}
export interface Welcome {
  type: "welcome";
  connection: string;
  epoch: string;
  me: Person;
  rooms: RoomState[];
  limits: Limits;
  time: string;
  protocol: ProtocolRange;
  server: string;
}
