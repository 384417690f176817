// All that is known of one room, as one frozen value: its face, its heads, my read mark, the cursor
// and the log. Cursor and log live and die together. Pure; knows no socket and no clock.
import { emptyLog, indexOf, type Log, upsertAll } from "./log.js";
import type { Face, Member, Page, Preferences, Room, RoomState } from "./wire.gen.js";

/**
 * `unknown`: not mine, nothing follows it. `behind`: the server is bringing it up to date.
 * `gap`: something is missing and must be asked for. `live`: up to date.
 */
export type Phase = "unknown" | "behind" | "gap" | "live";

export interface RoomRecord {
  readonly id: string;
  readonly face: Room | null;
  readonly joined: boolean;
  readonly phase: Phase;
  /** The rev up to which everything is applied. */
  readonly cursor: number;
  /** The heads of the room: the newest place and the newest change known of. */
  readonly seq: number;
  readonly rev: number;
  readonly read: number;
  readonly unread: number;
  readonly preferences: Preferences;
  /** The other people of a direct room. */
  readonly others: readonly Face[];
  readonly log: Log;
  readonly members: ReadonlyMap<string, Member>;
  /** Raised whenever log and members are dropped: an answer from before is void. */
  readonly age: number;
}

export const asItComes: Preferences = { notify: "all", favourite: false, section: "", order: 0 };

export function blank(id: string): RoomRecord {
  return {
    id,
    face: null,
    joined: false,
    phase: "unknown",
    cursor: 0,
    seq: 0,
    rev: 0,
    read: 0,
    unread: 0,
    preferences: asItComes,
    others: [],
    log: emptyLog,
    members: new Map(),
    age: 0,
  };
}

/** Drops what is held; the cursor stands at `rev`. */
export function dropped(record: RoomRecord, rev: number, seq: number): RoomRecord {
  return { ...record, log: emptyLog, members: new Map(), age: record.age + 1, cursor: rev, rev, seq };
}

/** The room as the server describes it, without touching log and cursor. */
export function described(record: RoomRecord, state: RoomState): RoomRecord {
  const mine = state.mine;
  return {
    ...record,
    face: state.room,
    joined: mine !== null,
    preferences: state.preferences ?? asItComes,
    // A transcript of an older server has none.
    others: state.others ?? [],
    seq: Math.max(record.seq, state.seq),
    rev: Math.max(record.rev, state.rev),
    ...(mine === null ? {} : { read: mine.read, unread: mine.unread }),
  };
}

/** From a welcome: where our hello told a cursor we wait for the changes since, else we start at the head.
 * What came to be held between the two would never hear what happened in between. */
export function welcomed(record: RoomRecord, state: RoomState, told = true): RoomRecord {
  const next = told && !holdsNothing(record) ? record : dropped(record, state.rev, state.seq);
  return { ...described(next, state), phase: "behind" };
}

/** I became a member: whatever was read as a visitor may have aged unseen, so we start at the head. */
export function entered(record: RoomRecord, state: RoomState): RoomRecord {
  if (record.joined && record.phase !== "unknown") return record;
  return { ...described(dropped(record, state.rev, state.seq), state), phase: "behind" };
}

/** What I may no longer hear I no longer show. */
export function departed(record: RoomRecord): RoomRecord {
  return { ...dropped(record, record.rev, record.seq), joined: false, phase: "unknown", read: 0, unread: 0 };
}

export function holdsNothing(record: RoomRecord): boolean {
  return record.phase === "unknown" || (record.log.length === 0 && record.members.size === 0);
}

/** Counted from the log where the log reaches from the read mark to the head; else what was told. */
export function recounted(record: RoomRecord, me: string): RoomRecord {
  const { log, read, seq } = record;
  const after = log.slice(indexOf(log, read + 1), indexOf(log, seq + 1));
  // Places are unique and gapless: as many messages as places means that all are held.
  if (!record.joined || after.length !== Math.max(0, seq - read)) return record;
  const unread = after.filter((message) => !message.deleted && message.author !== me).length;
  return unread === record.unread ? record : { ...record, unread };
}

/** What a page brings. It moves no cursor: what it shows ahead of the news, the news will bring again. */
export function paged(record: RoomRecord, page: Pick<Page, "messages" | "members">, me: string): RoomRecord {
  const log = upsertAll(record.log, page.messages);
  return recounted({ ...record, log, members: withMembers(record.members, page.members) }, me);
}

/** Somebody of a direct room has another name or picture. */
export function withFace(others: readonly Face[], { person, name, picture }: Member): readonly Face[] {
  const at = others.findIndex((face) => face.person === person);
  const face = others[at];
  if (face === undefined || (face.name === name && face.picture === picture)) return others;
  return others.with(at, { person, name, picture });
}

export function withMembers(
  held: ReadonlyMap<string, Member>,
  members: readonly Member[],
): ReadonlyMap<string, Member> {
  const newer = members.filter((member) => (held.get(member.person)?.rev ?? -1) < member.rev);
  if (newer.length === 0) return held;
  return new Map([...held, ...newer.map((member) => [member.person, member] as const)]);
}
