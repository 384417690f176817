// In which order rooms stand: by name as the reader's language sorts, and mine with the unread ones first.
import { useMemo, useState } from "react";
import type { RoomView } from "@madang/client";
import { useLocale, useRooms, type Locale } from "@madang/react";

export function byName(rooms: readonly RoomView[], locale: Locale): RoomView[] {
  const { compare } = new Intl.Collator(locale, { numeric: true });
  return rooms.toSorted((one, other) => compare(one.name, other.name) || (one.id < other.id ? -1 : 1));
}

export interface MyRooms {
  readonly unread: readonly RoomView[];
  readonly others: readonly RoomView[];
}

/** The room one is in keeps the place it had when one went there: reading moves nothing under the pointer. */
export function useMyRooms(current: string | null): MyRooms {
  const mine = useRooms();
  const locale = useLocale();
  const rooms = useMemo(() => byName(mine, locale), [mine, locale]);
  const isUnread = (id: string | null) => rooms.some((room) => room.id === id && room.unread > 0);
  const [kept, setKept] = useState({ id: current, unread: isUnread(current) });
  if (kept.id !== current) setKept({ id: current, unread: isUnread(current) });
  const first = (room: RoomView) => (room.id === kept.id ? kept.unread : room.unread > 0);
  return { unread: rooms.filter(first), others: rooms.filter((room) => !first(room)) };
}

/** The room before or after the one I am in, as they stand in the list; round and round. */
export function neighbour(
  { unread, others }: MyRooms,
  current: string | null,
  step: 1 | -1,
  onlyUnread: boolean,
): string | null {
  const rooms = [...unread, ...others];
  const at = rooms.findIndex((room) => room.id === current);
  const start = at < 0 && step < 0 ? 0 : at;
  for (let far = 1; far <= rooms.length; far += 1) {
    const room = rooms[(start + step * far + rooms.length * 2) % rooms.length];
    if (room && room.id !== current && (!onlyUnread || room.unread > 0)) return room.id;
  }
  return null;
}
