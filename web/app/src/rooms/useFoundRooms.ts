// Rooms one can go to, page by page: mine and those one may look into. While the next answer is on its way the last one
// stays; a new connection asks anew.
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { convertHangulToQwerty, convertQwertyToHangul } from "es-hangul";
import { useDeferredValue } from "react";
import type { Client, RoomsPage, RoomView } from "@madang/client";
import { useClient, useLocale, useMe, useRooms } from "@madang/react";
import { valueOf } from "../api/asking.ts";
import { matching } from "./matching.ts";
import { byName } from "./order.ts";

const PAGE = 50;

export interface FoundRooms {
  readonly state: "loading" | "failed" | "there";
  readonly rooms: readonly RoomView[];
  /** null: that is all of them. */
  readonly more: (() => void) | null;
  readonly ask: () => void;
}

export function useFoundRooms(query: string): FoundRooms {
  const client = useClient();
  const me = useMe();
  const locale = useLocale();
  const mine = useRooms();
  const wanted = useDeferredValue(query.trim().normalize("NFC"));
  const asked = useInfiniteQuery({
    queryKey: ["rooms", me?.id, wanted],
    queryFn: ({ pageParam }) => found(client, wanted, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page: RoomsPage) => page.next,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const answered = asked.data?.pages.flatMap((page) => page.rooms) ?? [];
  // Initial consonants and half-typed syllables the server does not know; of mine all are here.
  const known = [...answered, ...(wanted === "" ? [] : matching(mine, query))];
  const present = known.map((room) => mine.find(({ id }) => id === room.id) ?? room);
  const unique = [...new Map(present.map((room) => [room.id, room])).values()];
  const rooms = unique.filter((room) => room.kind !== "direct");
  return {
    state: asked.data ? "there" : asked.isError ? "failed" : "loading",
    rooms: wanted === "" ? byName(rooms, locale) : sorted(rooms, query),
    more: asked.hasNextPage ? () => void asked.fetchNextPage() : null,
    ask: () => void asked.refetch(),
  };
}

/** What fits best first; what fits by its topic alone comes last. */
function sorted(rooms: readonly RoomView[], query: string): readonly RoomView[] {
  const fitting = matching(rooms, query);
  return [...fitting, ...rooms.filter((room) => !fitting.includes(room))];
}

async function found(client: Client, query: string, after: string | null): Promise<RoomsPage> {
  const ask = async (text: string) =>
    valueOf(await client.findRooms({ after, limit: PAGE, ...(text && { query: text }) }));
  const first = await ask(query);
  if (first.rooms.length > 0 || query === "" || after !== null) return first;
  const retyped = [convertQwertyToHangul(query), convertHangulToQwerty(query)].find((one) => one !== query);
  return retyped === undefined ? first : ask(retyped);
}
