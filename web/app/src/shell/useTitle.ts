// (3) 주간회의 – 마당
import { useEffect } from "react";
import { useRooms } from "@madang/react";
import { usePlace } from "../house/usePlace.ts";
import { isUnread } from "../rooms/order.ts";
import type { Route } from "../route.ts";
import { useAppWords } from "../words/words.ts";

export function useTitle(route: Route): void {
  const words = useAppWords();
  const rooms = useRooms();
  const unread = rooms.filter(isUnread).reduce((sum, room) => sum + room.unread, 0);
  const place =
    route.page === "room"
      ? (rooms.find((room) => room.id === route.roomId)?.name ?? null)
      : route.page === "rooms"
        ? words.browse
        : route.page === "admin"
          ? words.administration
          : route.page === "account"
            ? words.account
            : null;
  const house = usePlace()?.name ?? words.name;
  const title = place === null ? house : `${place} – ${house}`;
  useEffect(() => {
    document.title = unread > 0 ? `(${unread > 99 ? "99+" : unread}) ${title}` : title;
  }, [title, unread]);
}
