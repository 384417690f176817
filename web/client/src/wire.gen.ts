// The shapes on the wire, as docs/protocol.md says them. Generated from the server's types by
// `make types`; do not edit by hand.

export interface Person {
  id: string
  name: string
  kind: string
}
export interface Room {
  id: string
  name: string
  topic: string
  temporary: boolean
  created_at: string
  rev: number
}
export interface Member {
  room: string
  person: string
  name: string
  kind: string
  joined_at: string
  left: boolean
  rev: number
}
export interface Message {
  id: string
  room: string
  author: string
  seq: number
  rev: number
  text: string
  created_at: string
  edited_at: string | null
  deleted: boolean
}
export interface Mine {
  read: number
  unread: number
}
export interface RoomState {
  room: Room
  seq: number
  rev: number
  mine: Mine | null
}
export interface Limits {
  text: number
  frame: number
  name: number
  room_name: number
  topic: number
  changes: number
}

export interface Welcome {
  type: 'welcome'
  connection: string
  epoch: string
  me: Person
  rooms: RoomState[]
  limits: Limits
  time: string
  protocol: { min: number; max: number }
  server: string
}
export interface CaughtUp {
  type: 'caught_up'
  room: string
  rev: number
  seq: number
  read: number
  unread: number
}
export interface Reset {
  type: 'reset'
  room: string
  rev: number
  seq: number
  reason: 'too_far' | 'future' | 'epoch'
}
export interface Done {
  type: 'done'
  ref: string
  seq?: number
  at?: string
  rev?: number
  read?: number
  unread?: number
  room?: RoomState
  me?: Person
}
export interface Refused {
  type: 'refused'
  ref?: string | null
  code: string
  message: string
  retry_after?: number | null
}
export interface Bye {
  type: 'bye'
  code: number
  reason: string
  retry_after?: number | null
}
export interface Ping {
  type: 'ping'
}

export interface MessageEvent {
  type: 'message'
  room: string
  rev: number
  message: Message
}
export interface RoomEvent {
  type: 'room'
  room: string
  rev: number
  state: Room
}
export interface MemberEvent {
  type: 'member'
  room: string
  rev: number
  member: Member
}
export interface ReadMark {
  type: 'read_mark'
  room: string
  read: number
  unread: number
}
export interface RoomAdded {
  type: 'room_added'
  state: RoomState
}
export interface RoomRemoved {
  type: 'room_removed'
  room: string
}
export interface Profile {
  type: 'profile'
  me: Person
}
export interface TypingEvent {
  type: 'typing'
  room: string
  person: string
}
export interface Presence {
  type: 'presence'
  room: string
  count: number
  here: string[]
}

export type ServerFrame =
  | Welcome
  | CaughtUp
  | Reset
  | Done
  | Refused
  | Bye
  | Ping
  | MessageEvent
  | RoomEvent
  | MemberEvent
  | ReadMark
  | RoomAdded
  | RoomRemoved
  | Profile
  | TypingEvent
  | Presence

export interface Hello {
  type: 'hello'
  token?: string
  epoch?: string
  cursors?: Record<string, number>
  focus?: string
  client?: string
  version?: string
}
export interface SendMessage {
  type: 'send_message'
  ref: string
  room: string
  text: string
}
export interface EditMessage {
  type: 'edit_message'
  ref: string
  room: string
  message: string
  text: string
}
export interface DeleteMessage {
  type: 'delete_message'
  ref: string
  room: string
  message: string
}
export interface MarkRead {
  type: 'mark_read'
  ref: string
  room: string
  seq: number
}
export interface OpenRoom {
  type: 'open_room'
  ref: string
  name: string
  topic?: string
}
export interface JoinRoom {
  type: 'join_room'
  ref: string
  room: string
}
export interface LeaveRoom {
  type: 'leave_room'
  ref: string
  room: string
}
export interface SetName {
  type: 'set_name'
  ref: string
  name: string
}
export interface CatchUp {
  type: 'catch_up'
  ref: string
  room: string
  after: number
}
export interface Typing {
  type: 'typing'
  room: string
}
export interface Pong {
  type: 'pong'
}

export type ClientFrame =
  | Hello
  | SendMessage
  | EditMessage
  | DeleteMessage
  | MarkRead
  | OpenRoom
  | JoinRoom
  | LeaveRoom
  | SetName
  | CatchUp
  | Typing
  | Pong

export interface Page {
  room: string
  rev: number
  seq: number
  messages: Message[]
  members: Member[]
}
export interface MemberList {
  room: string
  rev: number
  members: Member[]
}
