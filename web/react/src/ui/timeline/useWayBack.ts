// Back to the live end, from anywhere: a window that was jumped to is left for it. And page by page, for
// who is in an empty composer.
import { useCallback, useEffect, type RefObject } from "react";
import type { RoomHandle } from "@madang/client";
import type { Desk, PageKey } from "../desk.ts";
import type { Log } from "./useLog.ts";

/** So much of a page stays in sight when it is turned. */
const OVERLAP_PX = 60;

export function useWayBack(
  room: RoomHandle,
  desk: Desk,
  { virtual }: Log,
  scroller: RefObject<HTMLElement | null>,
): () => void {
  const toLatest = useCallback(() => {
    if (room.timeline.get().hasNewer) void room.jumpToLatest().then(() => virtual.scrollToEnd());
    else virtual.scrollToEnd();
  }, [room, virtual]);
  useEffect(() => {
    const turnPages = (key: PageKey) => {
      const element = scroller.current;
      if (!element) return;
      const page = element.clientHeight - OVERLAP_PX;
      if (key === "End") toLatest();
      else if (key === "Home") element.scrollTop = 0;
      else element.scrollTop += key === "PageUp" ? -page : page;
    };
    desk.offer({ scrollToEnd: toLatest, turnPages });
  }, [desk, toLatest, scroller]);
  return toLatest;
}
