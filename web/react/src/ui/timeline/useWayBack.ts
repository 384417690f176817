// Back to the live end, from anywhere: a window that was jumped to is left for it.
import { useCallback, useEffect } from "react";
import type { RoomHandle } from "@madang/client";
import type { Desk } from "../desk.ts";
import type { Log } from "./useLog.ts";

export function useWayBack(room: RoomHandle, desk: Desk, { virtual }: Log): () => void {
  const toLatest = useCallback(() => {
    if (room.timeline.get().hasNewer) void room.jumpToLatest().then(() => virtual.scrollToEnd());
    else virtual.scrollToEnd();
  }, [room, virtual]);
  useEffect(() => {
    desk.offer({ scrollToEnd: toLatest });
  }, [desk, toLatest]);
  return toLatest;
}
