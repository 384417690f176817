// Rooms one can go to, page by page: mine and those one may look into.
import type { RoomView } from "@madang/client";
import { useLocale, useRooms } from "@madang/react";
import { usePages, type Asking, type Pages } from "../api/pages.ts";
import { matching } from "./matching.ts";
import { byName } from "./order.ts";
import { askRetyped } from "./retyped.ts";

const PAGE = 50;

const askRooms: Asking<RoomView> = (client, query, after) =>
  askRetyped(query, async (text) => {
    const found = await client.findRooms({ after, limit: PAGE, ...(text && { query: text }) });
    return found.ok ? { ok: true, value: { items: found.value.rooms, next: found.value.next } } : found;
  });

export function useFoundRooms(query: string): Pages<RoomView> {
  const locale = useLocale();
  const mine = useRooms();
  const found = usePages(query, askRooms);
  // Mine are all here, and fit before anybody is asked.
  const known = query.trim() === "" ? found.items : [...found.items, ...matching(mine, query)];
  const present = known.map((room) => mine.find(({ id }) => id === room.id) ?? room);
  const unique = [...new Map(present.map((room) => [room.id, room])).values()];
  const rooms = unique.filter((room) => room.kind !== "direct");
  return { ...found, items: query.trim() === "" ? byName(rooms, locale) : sorted(rooms, query) };
}

/** What fits best first; the others are those from before, until the answer is here. */
function sorted(rooms: readonly RoomView[], query: string): readonly RoomView[] {
  const fitting = matching(rooms, query);
  return [...fitting, ...rooms.filter((room) => !fitting.includes(room))];
}
