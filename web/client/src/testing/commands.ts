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
  /** These connections have to be brought up to date in this room afterwards. */
  readonly catchUp?: { readonly room: string; readonly after: number; readonly everywhere: boolean };
}

export interface Desk {
  readonly room: (id: string) => ServerRoom | undefined;
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
      return enter(desk, me, desk.makeRoom(command.ref, command.name, command.topic ?? ""));
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
  }
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
  if (text.length > 8000) throw new Refusing("too_long", `The text has ${text.length} characters.`);
  const event = room.say(ref, me.id, text, desk.now());
  const mark: ServerFrame = { type: "read_mark", room: id, ...room.mine(me.id) };
  return {
    answer: { seq: event.message.seq, at: event.message.created_at },
    events: [event],
    personal: [mark],
  };
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
  wish: { room: string; message: string },
): { room: ServerRoom; message: Message } {
  const room = memberRoom(desk, me, wish.room);
  const message = room.find(wish.message);
  if (message === undefined) throw new Refusing("not_found", "There is no such message.");
  if (message.author !== me.id) throw new Refusing("forbidden", "It is not yours.");
  return { room, message };
}
