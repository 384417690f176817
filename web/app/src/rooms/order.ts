// In which order rooms stand: conversations in which somebody waits for me, my favourites, my own sections, the unread
// rooms, the others, and the other conversations; in each by the place I gave them, and by name as the reader's language
// sorts.
import { useMemo, useState } from "react";
import type { RoomView } from "@madang/client";
import { useLocale, useRooms, type Locale } from "@madang/react";
import { lastRooms } from "../preferences.ts";

export type Sorted = Pick<RoomView, "id" | "name">;

export function byName<R extends Sorted>(rooms: readonly R[], locale: Locale): R[] {
  const { compare } = new Intl.Collator(locale, { numeric: true });
  return rooms.toSorted((one, other) => compare(one.name, other.name) || (one.id < other.id ? -1 : 1));
}

export type GroupKey = "waiting" | "favourites" | "own" | "unread" | "rooms" | "direct";

export interface Group {
  readonly key: GroupKey;
  /** Of one of my own sections. */
  readonly title: string;
  readonly rooms: readonly RoomView[];
}

/** As they stand in the list, from top to bottom. */
export type MyRooms = readonly Group[];

/** While somebody points at the list (`still`) each room keeps its place; the one I am in keeps the place it had when I
 * went there. So reading moves nothing under the pointer. */
export function useMyRooms(current: string | null, still: boolean): MyRooms {
  const mine = useRooms();
  const locale = useLocale();
  const rooms = useMemo(
    () => inOrder(mine, locale).filter((room) => room.id === current || isBegun(room)),
    [mine, current, locale],
  );
  const [kept, setKept] = useState<Kept>({ current: null, still: false, places: new Map() });
  const next = keeping(kept, rooms, current, still);
  if (next !== kept) setKept(next);
  return useMemo(
    () => grouped(rooms, (room) => next.places.get(room.id) ?? isUnread(room), locale),
    [rooms, next, locale],
  );
}

/** Who stands among the unread, whatever has been read since. */
export interface Kept {
  readonly current: string | null;
  readonly still: boolean;
  readonly places: ReadonlyMap<string, boolean>;
}

export function keeping(
  kept: Kept,
  rooms: readonly RoomView[],
  current: string | null,
  still: boolean,
): Kept {
  if (kept.current === current && kept.still === still) return kept;
  const held = rooms.filter((room) => still || room.id === current);
  const places = held.map((room) => [room.id, kept.places.get(room.id) ?? isUnread(room)] as const);
  return { current, still, places: new Map(places) };
}

/** What asks for attention: something is unread, and I want to know of it. */
export function isUnread({ unread, preferences }: Pick<RoomView, "unread" | "preferences">): boolean {
  return unread > 0 && preferences.notify !== "none";
}

/** How many of the unread are said to me: all of a conversation. (In rooms it will be those that mention me.) */
export function countForMe(room: Pick<RoomView, "kind" | "unread" | "preferences">): number {
  return room.kind === "direct" && isUnread(room) ? room.unread : 0;
}

/** A conversation that somebody opened and nobody said anything in is nothing yet, but for who has been there. */
export function isBegun(room: Pick<RoomView, "id" | "kind" | "seq">): boolean {
  return room.kind !== "direct" || room.seq > 0 || lastRooms.get().includes(room.id);
}

function inOrder(rooms: readonly RoomView[], locale: Locale): RoomView[] {
  return byName(rooms, locale).toSorted((one, other) => one.preferences.order - other.preferences.order);
}

export function grouped(
  rooms: readonly RoomView[],
  first: (room: RoomView) => boolean,
  locale: Locale,
): MyRooms {
  const keyOf = (room: RoomView): GroupKey => {
    if (room.preferences.favourite) return "favourites";
    if (room.preferences.section !== "") return "own";
    if (room.kind === "direct") return first(room) ? "waiting" : "direct";
    return first(room) ? "unread" : "rooms";
  };
  const of = (key: GroupKey) => rooms.filter((room) => keyOf(room) === key);
  const own = of("own");
  const { compare } = new Intl.Collator(locale, { numeric: true });
  const titles = [...new Set(own.map((room) => room.preferences.section))].toSorted(compare);
  return [
    { key: "waiting", title: "", rooms: of("waiting") },
    { key: "favourites", title: "", rooms: of("favourites") },
    ...titles.map((title) => ({
      key: "own" as const,
      title,
      rooms: own.filter((room) => room.preferences.section === title),
    })),
    { key: "unread", title: "", rooms: of("unread") },
    { key: "rooms", title: "", rooms: of("rooms") },
    { key: "direct", title: "", rooms: of("direct") },
  ];
}

/** The room before or after the one I am in, as they stand in the list; round and round. */
export function neighbour(
  groups: MyRooms,
  current: string | null,
  step: 1 | -1,
  onlyUnread: boolean,
): string | null {
  const rooms = groups.flatMap((group) => group.rooms);
  const at = rooms.findIndex((room) => room.id === current);
  const start = at < 0 && step < 0 ? 0 : at;
  for (let far = 1; far <= rooms.length; far += 1) {
    const room = rooms[(start + step * far + rooms.length * 2) % rooms.length];
    if (room && room.id !== current && (!onlyUnread || isUnread(room))) return room.id;
  }
  return null;
}

/** The places that change so that this room stands one higher or lower in its group. */
export function moved(group: Group, room: string, step: 1 | -1): ReadonlyMap<string, number> {
  const ids = group.rooms.map(({ id }) => id);
  const at = ids.indexOf(room);
  const other = ids[at + step];
  if (at < 0 || other === undefined) return new Map();
  const next = ids.with(at, other).with(at + step, room);
  const before = new Map(group.rooms.map(({ id, preferences }) => [id, preferences.order]));
  // From 1 on: a room that comes later has place 0 and stands before them, where it is seen.
  return new Map(
    next.map((id, place) => [id, place + 1] as const).filter(([id, place]) => before.get(id) !== place),
  );
}
