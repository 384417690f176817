// From what is held to what is shown: pure functions, one for each snapshot of a room.
import { settle, type Edits } from "./edits.js";
import type { History } from "./history.js";
import type { Run } from "./log.js";
import { blank, described, type RoomRecord } from "./record.js";
import { rowOf, waitingRow } from "./rows.js";
import { sameFields, sameList } from "./same.js";
import type { Waiting } from "./waiting.js";
import type { MemberView, Person, RoomView, TimelineView } from "./views.js";
import { holdsEnd, shown, type Window } from "./window.js";
import type { Member, Room, RoomState } from "./wire.gen.js";

export function roomView(record: RoomRecord): RoomView | null {
  return record.face === null ? null : seen(record, record.face);
}

function seen(record: RoomRecord, face: Room): RoomView {
  const { id, seq, rev, joined, read, unread, phase, preferences, others } = record;
  const { topic, description, kind, temporary, announcement, archived, picture } = face;
  return {
    id,
    name: kind === "direct" ? nameOf(others, face.name) : face.name,
    topic,
    description,
    kind,
    temporary,
    announcement,
    archived,
    slowMode: face.slow_mode,
    retentionDays: face.retention_days,
    picture,
    preferences,
    others,
    seq,
    rev,
    joined,
    read,
    unread,
    caughtUp: phase === "live",
    last: lastOf(record),
  };
}

function nameOf(others: RoomView["others"], otherwise: string): string {
  return others.length === 0 ? otherwise : others.map(({ name }) => name).join(", ");
}

/** A room of the directory that nothing is held of. */
export function listed(state: RoomState): RoomView {
  return seen(described(blank(state.room.id), state), state.room);
}

/** The newest message that is not deleted, if the live end is held. */
function lastOf({ log, seq }: RoomRecord): RoomView["last"] {
  if (log.at(-1)?.seq !== seq) return null;
  const last = log.findLast((message) => !message.deleted);
  return last === undefined ? null : { author: last.author, text: last.text };
}

export function sameRoom(a: RoomView | null, b: RoomView | null): boolean {
  if (a === null || b === null) return a === b;
  const sameLast = a.last?.author === b.last?.author && a.last?.text === b.last?.text;
  return sameLast && sameFields({ ...a, last: null }, { ...b, last: null });
}

export interface Pane {
  readonly record: RoomRecord;
  readonly window: Window;
  readonly edits: Edits;
  readonly waiting: readonly Waiting[];
  readonly history: Pick<History, "loading" | "failure">;
  /** The lowest place there is; nothing is older. */
  readonly floor: number;
}

export function timelineView({ record, window, edits, waiting, history, floor }: Pane): TimelineView {
  const run = shown(window, record.log);
  const placed = run === null ? [] : record.log.slice(run.start, run.end);
  const open = settle(edits, record.log);
  // My waiting ones belong to the live end; in the middle of the past they would be out of place.
  const mine = window.attached ? waiting.map(waitingRow) : [];
  return {
    messages: [...placed.map((message) => rowOf(message, open)), ...mine],
    hasOlder: placed[0] === undefined ? record.seq >= floor : placed[0].seq > floor,
    hasNewer: !window.attached,
    loading: history.loading === "none" && isUntold(record, run, history) ? "first" : history.loading,
    failure: history.failure,
    live: window.attached && record.phase === "live",
  };
}

/** Nothing is shown because nothing has come yet, not because there is nothing. */
function isUntold(record: RoomRecord, run: Run | null, { failure }: Pane["history"]): boolean {
  return run === null && failure === null && (record.face === null || !holdsEnd(record));
}

export function sameTimeline(a: TimelineView, b: TimelineView): boolean {
  return sameList(a.messages, b.messages) && sameFields({ ...a, messages: null }, { ...b, messages: null });
}

export function memberViews(record: RoomRecord, here: ReadonlySet<string>): readonly MemberView[] {
  const current = [...record.members.values()].filter((member) => !member.left);
  return current.map((member) => memberView(member, here.has(member.person))).toSorted(byName);
}

export function memberView(member: Member, here: boolean): MemberView {
  const { person: id, name, role, left, admin, picture } = member;
  return { id, name, role, left, admin, picture, here, silencedUntil: member.silenced_until };
}

/** Members that did not change keep their object, so that one arrival draws one row. */
export function keepSame(before: readonly MemberView[], after: readonly MemberView[]): readonly MemberView[] {
  const held = new Map(before.map((member) => [member.id, member]));
  return after.map((member) => {
    const old = held.get(member.id);
    return old !== undefined && sameFields(old, member) ? old : member;
  });
}

export function typists(
  ids: readonly string[],
  personOf: (person: string) => Person | null,
): readonly Person[] {
  return ids.map((person) => {
    const { id, name, role, picture } = personOf(person) ?? { id: person, name: "", role: "", picture: null };
    return { id, name, role, picture };
  });
}

export function samePerson<P extends Person>(a: P | null, b: P | null): boolean {
  return a === null || b === null ? a === b : sameFields(a, b);
}

export function samePeople(a: readonly Person[], b: readonly Person[]): boolean {
  return a.length === b.length && a.every((person, index) => samePerson(person, b[index] ?? null));
}

export function byName(a: { name: string; id: string }, b: { name: string; id: string }): number {
  return a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1);
}
