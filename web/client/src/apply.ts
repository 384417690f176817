// The reducer: one room, one event, the room afterwards. Pure. Events carry the whole present state
// of what changed, so applying is an upsert by id that keeps the higher rev (docs/protocol.md,
// "The rule of a client").
import { at, upsert } from "./log.js";
import { departed, dropped, entered, recounted, type RoomRecord, withFace, withMembers } from "./record.js";
import type {
  CaughtUp,
  MemberEvent,
  MessageEvent,
  PreferencesEvent,
  ReadMark,
  Reset,
  RoomAddedEvent,
  RoomEventFrame,
  RoomRemovedEvent,
} from "./wire.gen.js";

export type LastingEvent = MessageEvent | RoomEventFrame | MemberEvent;
export type RoomNews =
  | LastingEvent
  | ReadMark
  | CaughtUp
  | Reset
  | RoomAddedEvent
  | RoomRemovedEvent
  | PreferencesEvent;

export function apply(record: RoomRecord, event: RoomNews, me: string): RoomRecord {
  switch (event.type) {
    case "message":
    case "room":
    case "member":
      return lasting(record, event, me);
    case "read_mark":
      return marked(record, event.read, event.unread, me);
    case "preferences":
      return { ...record, preferences: event.preferences };
    case "caught_up":
      return caughtUp(record, event, me);
    case "reset":
      return { ...dropped(record, event.rev, event.seq), phase: "behind" };
    case "room_added":
      return entered(record, event.state);
    case "room_removed":
      return departed(record);
  }
}

function lasting(record: RoomRecord, event: LastingEvent, me: string): RoomRecord {
  // What is not mine has no cursor; its news would be holes with no floor under them.
  if (record.phase === "unknown") return record;
  const late = event.rev <= record.cursor;
  const next = upserted(record, event, me, late);
  if (late || record.phase !== "live") return next;
  if (event.rev > record.cursor + 1) return { ...next, phase: "gap" };
  return { ...next, cursor: event.rev };
}

function upserted(record: RoomRecord, event: LastingEvent, me: string, late: boolean): RoomRecord {
  const next = { ...record, rev: Math.max(record.rev, event.rev) };
  switch (event.type) {
    case "message":
      return withMessage(next, event, me, late);
    case "room":
      return (record.face?.rev ?? -1) >= event.state.rev ? next : { ...next, face: event.state };
    case "member": {
      // Late and not held: a newer state of it may have been dropped already.
      if (late && !record.members.has(event.member.person)) return next;
      const others = withFace(record.others, event.member);
      return { ...next, others, members: withMembers(record.members, [event.member]) };
    }
  }
}

function withMessage(record: RoomRecord, event: MessageEvent, me: string, late: boolean): RoomRecord {
  const { message } = event;
  if (late && at(record.log, message.seq) === undefined) return record;
  const next = { ...record, log: upsert(record.log, message), seq: Math.max(record.seq, message.seq) };
  // What comes before `caught_up` is in its number already.
  return late || record.phase !== "live" ? next : recounted(counted(next, event, record.seq, me), me);
}

/** The read mark and the unread after one message came or went; my own words carry the mark along. */
function counted(record: RoomRecord, { message }: MessageEvent, head: number, me: string): RoomRecord {
  const isNew = message.seq > head;
  if (message.author === me) return isNew ? { ...record, read: message.seq, unread: 0 } : record;
  if (message.seq <= record.read) return record;
  if (isNew) return { ...record, unread: record.unread + (message.deleted ? 0 : 1) };
  // A deletion is the last change of a message, so it is counted once even if a page showed it before.
  const goes = message.deleted && record.unread > 0;
  return goes ? { ...record, unread: record.unread - 1 } : record;
}

/** A read mark only grows. */
export function marked(record: RoomRecord, read: number, unread: number, me: string): RoomRecord {
  return read < record.read ? record : recounted({ ...record, read, unread }, me);
}

function caughtUp(record: RoomRecord, event: CaughtUp, me: string): RoomRecord {
  if (record.phase === "unknown") return record;
  const heads = { rev: Math.max(record.rev, event.rev), seq: Math.max(record.seq, event.seq) };
  const live = { ...record, ...heads, cursor: Math.max(record.cursor, event.rev), phase: "live" as const };
  return event.read < record.read ? recounted(live, me) : marked(live, event.read, event.unread, me);
}
