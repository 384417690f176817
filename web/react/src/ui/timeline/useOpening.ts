// Where a room opens: at the first unread message, a third down; else at the end.
// Answers whether it has settled there: before that nothing is fetched, for it would push the place away.
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { RoomHandle, TimelineView } from "@madang/client";
import type { Log } from "./useLog.ts";
import type { Row } from "./rows.ts";

const SETTLE_MS = 200;

export function useOpening(
  room: RoomHandle,
  view: TimelineView,
  rows: readonly Row[],
  log: Log,
  line: number | null,
): boolean {
  const opened = useRef(false);
  const [there, setThere] = useState(false);
  const [settled, setSettled] = useState(false);
  const jumped = useRef(false);
  const { virtual, setNearEnd } = log;
  // Taken off the page and put back (as React may do), the list begins anew, and so does this.
  useLayoutEffect(() => () => void (opened.current = false), []);
  useLayoutEffect(() => {
    if (opened.current || view.loading === "first" || rows.length === 0) return;
    // What is unread may begin before the newest page.
    const first = view.messages.find((message) => message.seq !== null)?.seq ?? 0;
    if (line !== null && first > line + 1 && view.hasOlder && !jumped.current) {
      jumped.current = true;
      void room.jumpTo(line + 1);
      return;
    }
    opened.current = true;
    setThere(true);
    const at = rows.findIndex((row) => row.kind === "new");
    if (at < 0) {
      virtual.scrollToEnd();
    } else {
      virtual.scrollToIndex(at, { align: "start" });
      setNearEnd(virtual.isAtEnd());
    }
  }, [room, view, rows, line, virtual, setNearEnd]);

  useEffect(() => {
    if (!there) return;
    const timer = setTimeout(() => setSettled(true), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [there]);
  return settled;
}

/** My own message always brings me to the end; in a window away from it none is shown before it is left. */
export function useOwnSend(view: TimelineView, log: Log, me: string | null) {
  const { virtual } = log;
  const last = view.messages.at(-1);
  const mine = last && last.author === me && last.seq === null ? last.id : null;
  const sent = useRef(mine);
  useLayoutEffect(() => {
    if (mine === null || mine === sent.current) return;
    sent.current = mine;
    virtual.scrollToEnd();
  }, [mine, virtual]);
}
