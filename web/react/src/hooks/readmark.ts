// The read mark: moves only while somebody is looking, and only over what stayed on screen.
import { useEffect, type RefObject } from "react";
import { pageAttention } from "./attention.ts";
import { Dwell, type Extent } from "./dwell.ts";
import { useRoom, useRoomHandle } from "./rooms.ts";

const LOOK_EVERY_MS = 250;

/** Watches the rows in this scrolling element that carry `data-seq`. */
export function useReadMark(roomId: string, scroller: RefObject<HTMLElement | null>): void {
  const room = useRoomHandle(roomId);
  const view = useRoom(roomId);
  const behind = view !== null && view.joined && view.read < view.seq;

  useEffect(() => {
    const attention = pageAttention();
    if (!behind) return;
    const dwell = new Dwell();
    const timer = setInterval(() => {
      const element = scroller.current;
      if (!element || !attention.here) return dwell.forget();
      const { top, bottom } = element.getBoundingClientRect();
      const seq = dwell.look(extentsIn(element), top, bottom, performance.now());
      if (seq !== null && seq > (room.view.get()?.read ?? 0)) room.markRead(seq);
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [behind, room, scroller]);
}

function extentsIn(element: HTMLElement): Extent[] {
  return Array.from(element.querySelectorAll<HTMLElement>("[data-seq]"), (row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return { seq: Number(row.dataset["seq"]), top, bottom };
  });
}
