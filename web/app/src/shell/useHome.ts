// With two panes, "/" is no place of its own: one comes back to the room one left, or to the list of all.
import { useEffect } from "react";
import { useRooms, useSession } from "@madang/react";
import { lastRooms } from "../preferences.ts";
import { isBegun } from "../rooms/order.ts";
import { navigate, type Route } from "../route.ts";
import { useNarrow } from "./useNarrow.ts";

export function useHome(route: Route): void {
  const rooms = useRooms();
  const narrow = useNarrow();
  const ready = useSession() === "ready";
  const target =
    lastRooms.get().find((id) => rooms.some((room) => room.id === id)) ?? rooms.find(isBegun)?.id;
  const wanted = route.page === "home" && !narrow && ready;
  useEffect(() => {
    if (!wanted) return;
    // The rooms come a moment after the session.
    const timer = setTimeout(
      () => {
        const next: Route =
          target === undefined ? { page: "rooms" } : { page: "room", roomId: target, people: false };
        navigate(next, { replace: true });
      },
      target === undefined ? 800 : 0,
    );
    return () => clearTimeout(timer);
  }, [wanted, target]);

  useEffect(() => {
    if (route.page === "room") lastRooms.enter(route.roomId);
  }, [route]);
}
