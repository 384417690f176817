// What each command does to the rooms of the test server, and what its `done` brings.
import type { ClientFrame, Message, Person, Refused, ServerFrame } from "../wire.gen.js";
import type { Lasting, ServerRoom } from "./room.js";

export type CommandFrame = Extract<ClientFrame, { ref: string }>;

export interface Outcome {
  readonly answer: { readonly [field: string]: unknown };
  /** For everybody in the room. */
  readonly events?: readonly Lasting[];
  /** For all connections of this person. */
  readonly personal?: readonly ServerFrame[];
  /** These people are in the room now, or no more. */
  readonly entered?: readonly { readonly room: ServerRoom; readonly person: string }[];
  readonly removed?: readonly { readonly room: string; readonly person: string }[];
  /** These connections have to be brought up to date in this room afterwards. */
  readonly catchUp?: { readonly room: string; readonly after: number; readonly everywhere: boolean };
}

export interface Desk {
  readonly room: (id: string) => ServerRoom | undefined;
  readonly rooms: () => ServerRoom[];
  readonly people: () => Person[];
  readonly person: (id: string) => Person;
  readonly blocks: (person: string) => Set<string>;
  readonly reports: { person: string; message: string; reason: string }[];
  readonly makeRoom: (id: string, name: string, topic: string) => ServerRoom;
  readonly roomsOf: (person: string) => ServerRoom[];
  readonly setPerson: (person: Person) => void;
  readonly now: () => string;
}

export class Refusing extends Error {
  readonly code: Refused["code"];
  constructor(code: Refused["code"], message: string) {
    super(message);
    this.code = code;
  }
  frame(ref: string): Refused {
    return { type: "refused", ref, code: this.code, message: this.message };
  }
}

export function perform(desk: Desk, me: Person, command: CommandFrame): Outcome {
  switch (command.type) {
    case "send_message":
      return send(desk, me, command);
    case "edit_message": {
      const { room, message } = ownMessage(desk, me, command);
      if (message.deleted) throw new Refusing("deleted", "The message is deleted.");
      return changed(room.edit(message, command.text, desk.now()));
    }
    case "delete_message": {
      const { room, message } = ownMessage(desk, me, command);
      return message.deleted ? { answer: { rev: message.rev } } : changed(room.remove(message));
    }
    case "mark_read": {
      const mark = memberRoom(desk, me, command.room).mark(me.id, command.seq);
      return { answer: mark, personal: [{ type: "read_mark", room: command.room, ...mark }] };
    }
    case "open_room":
      return open(desk, me, command);
    case "join_room":
      return enter(desk, me, anyRoom(desk, command.room));
    case "leave_room": {
      const events = [memberRoom(desk, me, command.room).setMember(me, true, desk.now())];
      return { answer: {}, events, personal: [{ type: "room_removed", room: command.room }] };
    }
    case "set_name":
      return rename(desk, { ...me, name: command.name });
    case "catch_up": {
      const room = memberRoom(desk, me, command.room);
      return { answer: {}, catchUp: { room: room.id, after: command.after, everywhere: false } };
    }
    case "edit_room":
    case "add_member":
    case "remove_member":
    case "set_member":
    case "open_direct":
    case "set_preferences":
    case "block_person":
    case "unblock_person":
    case "report_message":
    case "close_report":
      throw new Refusing("unknown_command", `Here ${command.type} goes over HTTP.`);
  }
}

function open(desk: Desk, me: Person, command: CommandFrame & { type: "open_room" }): Outcome {
  const { ref, name, topic = "", type, kind, ...about } = command;
  const room = desk.makeRoom(ref, name, topic);
  if (type === "open_room" && room.members.size === 0)
    room.face = { ...room.face, ...about, kind: kind ?? "public" };
  const outcome = enter(desk, me, room);
  // Who opens a room looks after it.
  const events = [...(outcome.events ?? []), room.setStanding(me.id, { admin: true })];
  return { ...outcome, answer: { room: room.state(me.id) }, events };
}

function send(
  desk: Desk,
  me: Person,
  { ref, room: id, text }: CommandFrame & { type: "send_message" },
): Outcome {
  const room = memberRoom(desk, me, id);
  const held = room.find(ref);
  // The same id gets the first outcome for ever.
  if (held !== undefined) return { answer: { seq: held.seq, at: held.created_at } };
  mustBeAllowed(desk, me, room);
  if (text.length > 8000) throw new Refusing("too_long", `The text has ${text.length} characters.`);
  const event = room.say(ref, me.id, text, desk.now());
  const mark: ServerFrame = { type: "read_mark", room: id, ...room.mine(me.id) };
  return {
    answer: { seq: event.message.seq, at: event.message.created_at },
    events: [event],
    personal: [mark],
  };
}

function mustBeAllowed(desk: Desk, me: Person, room: ServerRoom): void {
  const { face, members } = room;
  const { admin = false, silenced_until = null } = members.get(me.id) ?? {};
  const looksAfter = admin || me.role === "owner" || me.role === "admin";
  if (face.archived) throw new Refusing("archived", "The room is archived.");
  if (face.announcement && !looksAfter) throw new Refusing("forbidden", "Only who looks after it speaks.");
  if (silenced_until !== null && silenced_until > desk.now()) throw new Refusing("silenced", "Silenced.");
  const last = room.messages.findLast(({ author }) => author === me.id);
  const since = last === undefined ? Infinity : Date.parse(desk.now()) - Date.parse(last.created_at);
  if (!looksAfter && since < face.slow_mode * 1000) throw new Refusing("slow_mode", "Wait a little.");
}

function changed(event: Lasting): Outcome {
  return { answer: { rev: event.rev }, events: [event] };
}

function enter(desk: Desk, me: Person, room: ServerRoom): Outcome {
  if (room.has(me.id)) return { answer: { room: room.state(me.id) } };
  const event = room.setMember(me, false, desk.now());
  const state = room.state(me.id);
  const catchUp = { room: room.id, after: state.rev, everywhere: true };
  return { answer: { room: state }, events: [event], personal: [{ type: "room_added", state }], catchUp };
}

function rename(desk: Desk, me: Person): Outcome {
  desk.setPerson(me);
  const events = desk.roomsOf(me.id).map((room) => room.setMember(me, false, desk.now()));
  return { answer: { me }, events, personal: [{ type: "profile", me }] };
}

function anyRoom(desk: Desk, id: string): ServerRoom {
  const room = desk.room(id);
  if (room === undefined) throw new Refusing("not_found", "There is no such room.");
  return room;
}

function memberRoom(desk: Desk, me: Person, id: string): ServerRoom {
  const room = anyRoom(desk, id);
  if (!room.has(me.id)) throw new Refusing("not_a_member", "Join the room first.");
  return room;
}

function ownMessage(
  desk: Desk,
  me: Person,
  wish: { type: string; room: string; message: string },
): { room: ServerRoom; message: Message } {
  const room = memberRoom(desk, me, wish.room);
  const message = room.find(wish.message);
  if (message === undefined) throw new Refusing("not_found", "There is no such message.");
  const admin = room.members.get(me.id)?.admin === true;
  if (message.author !== me.id && !(admin && wish.type === "delete_message"))
    throw new Refusing("forbidden", "It is not yours.");
  return { room, message };
}
