// (3) 주간회의 – 마당: the number is of what is said to me.
import { useEffect } from "react";
import { useRooms } from "@madang/react";
import { usePlace } from "../house/usePlace.ts";
import { countForMe } from "../rooms/order.ts";
import type { Route } from "../route.ts";
import { useAppWords } from "../words/words.ts";

export function useTitle(route: Route): void {
  const words = useAppWords();
  const rooms = useRooms();
  const count = rooms.reduce((sum, room) => sum + countForMe(room), 0);
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
    document.title = count > 0 ? `(${count > 99 ? "99+" : count}) ${title}` : title;
  }, [title, count]);
}
