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
  | EditRoom
  | JoinRoom
  | LeaveRoom
  | AddMember
  | RemoveMember
  | SetMember
  | SetName
  | OpenDirect
  | SetPreferences
  | BlockPerson
  | UnblockPerson
  | ReportMessage
  | CloseReport;
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
  | House
  | PreferencesEvent
  | BlocksEvent
  | TypingEvent
  | Presence
  | Done
  | Refused
  | Bye
  | Ping;

export interface Madang {
  [k: string]: unknown;
}
export interface AddMember {
  type: "add_member";
  ref: string;
  room: string;
  person: string;
}
export interface BlockPerson {
  type: "block_person";
  ref: string;
  person: string;
}
export interface BlocksEvent {
  type: "blocks";
  people: string[];
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
/**
 * `role` is theirs in the house; `admin` says that they look after this room. Until `silenced_until`, a time, they
 * may not say anything here.
 *
 */
export interface Member {
  room: string;
  person: string;
  name: string;
  role: "owner" | "admin" | "member" | "bot" | "guest" | "visitor";
  joined_at: string;
  left: boolean;
  rev: number;
  admin: boolean;
  picture: string | null;
  silenced_until: string | null;
}
/**
 * `rev` numbers the room's own latest change (name, topic …), not the head of its log. In an `announcement` room
 * only who looks after it speaks; `slow_mode` is the seconds between two messages of one person; messages are kept for
 * `retention_days`, or for ever (None).
 *
 */
export interface Room {
  id: string;
  name: string;
  topic: string;
  temporary: boolean;
  created_at: string;
  rev: number;
  kind: "public" | "private" | "open" | "direct";
  announcement: boolean;
  description: string;
  picture: string | null;
  archived: boolean;
  slow_mode: number;
  retention_days: number | null;
}
/**
 * Closes all open ones of the same message with it.
 *
 */
export interface CloseReport {
  type: "close_report";
  ref: string;
  report: string;
  outcome: "deleted" | "dismissed";
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
  preferences?: Preferences;
}
/**
 * A room with the heads of its log, and where the asking person stands (None: not a member). `others` are the other
 * people of a direct room.
 *
 */
export interface RoomState {
  room: Room;
  seq: number;
  rev: number;
  mine: Standing | null;
  preferences: Preferences | null;
  others: Face[];
}
/**
 * How far one member has read: the read mark (a `seq`) and the messages after it.
 *
 */
export interface Standing {
  read: number;
  unread: number;
}
/**
 * How one member wants to have the room: what to be told of, and where it stands in their list. `section` is a
 * heading of their own, `order` a place under it.
 *
 */
export interface Preferences {
  notify: "all" | "mentions" | "none";
  favourite: boolean;
  section: string;
  order: number;
}
/**
 * Somebody by whom a direct room is known.
 *
 */
export interface Face {
  person: string;
  name: string;
  picture: string | null;
}
/**
 * What everybody who meets them may see. `picture` names the present one, to fetch it by.
 *
 */
export interface Person {
  id: string;
  name: string;
  role: "owner" | "admin" | "member" | "bot" | "guest" | "visitor";
  picture: string | null;
}
export interface EditMessage {
  type: "edit_message";
  ref: string;
  room: string;
  message: string;
  text: string;
}
/**
 * What is None stays as it is. `slow_mode` in seconds; `retention_days` 0: messages are kept for ever. A kind
 * that lets more people in shows them all that was said, and has to be asked for with `history_visible`.
 *
 */
export interface EditRoom {
  type: "edit_room";
  ref: string;
  room: string;
  name?: string | null;
  topic?: string | null;
  description?: string | null;
  kind?: ("public" | "private" | "open") | null;
  announcement?: boolean | null;
  slow_mode?: number | null;
  retention_days?: number | null;
  archived?: boolean | null;
  history_visible?: boolean;
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
export interface House {
  type: "house";
  house: Place;
}
/**
 * What everybody who is in knows of the house; `color` is the accent (`#rrggbb`) or empty, `logo` names the present
 * one.
 *
 */
export interface Place {
  name: string;
  welcome: string;
  color: string;
  logo: string | null;
  registration: "invitation" | "open" | "closed";
  claimed: boolean;
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
 * `ref` is the id of the room, if these people have none yet. Who asks is one of them without being named.
 *
 */
export interface OpenDirect {
  type: "open_direct";
  ref: string;
  people: string[];
}
/**
 * `ref` is the id of the new room. `kind` None: public, or open while the house has no owner.
 *
 */
export interface OpenRoom {
  type: "open_room";
  ref: string;
  name: string;
  topic?: string;
  kind?: ("public" | "private" | "open") | null;
  announcement?: boolean;
  description?: string;
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
export interface PreferencesEvent {
  type: "preferences";
  room: string;
  preferences: Preferences;
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
    | "wrong_login"
    | "code_needed"
    | "wrong_code"
    | "not_set_up"
    | "not_found"
    | "not_a_member"
    | "forbidden"
    | "foreign_origin"
    | "wrong_host"
    | "deleted"
    | "archived"
    | "silenced"
    | "not_reachable"
    | "banned"
    | "slow_mode"
    | "handle_taken"
    | "last_owner"
    | "expired"
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
export interface RemoveMember {
  type: "remove_member";
  ref: string;
  room: string;
  person: string;
}
/**
 * `ref` is the id of the report; of one message everybody makes one only.
 *
 */
export interface ReportMessage {
  type: "report_message";
  ref: string;
  room: string;
  message: string;
  reason?: string;
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
/**
 * What is None stays as it is. `silenced_for` in seconds from now; 0 ends it.
 *
 */
export interface SetMember {
  type: "set_member";
  ref: string;
  room: string;
  person: string;
  admin?: boolean | null;
  silenced_for?: number | null;
}
export interface SetName {
  type: "set_name";
  ref: string;
  name: string;
}
/**
 * What is None stays as it is.
 *
 */
export interface SetPreferences {
  type: "set_preferences";
  ref: string;
  room: string;
  notify?: ("all" | "mentions" | "none") | null;
  favourite?: boolean | null;
  section?: string | null;
  order?: number | null;
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
export interface UnblockPerson {
  type: "unblock_person";
  ref: string;
  person: string;
}
export interface Welcome {
  type: "welcome";
  connection: string;
  epoch: string;
  me: Person;
  house: Place;
  rooms: RoomState[];
  limits: Limits;
  time: string;
  protocol: ProtocolRange;
  server: string;
}
