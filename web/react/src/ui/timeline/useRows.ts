// The rows of the room around here, with the ones before them kept for comparison.
import { useRef } from "react";
import type { TimelineView } from "@madang/client";
import { toRows, type Row } from "./rows.ts";

export function useRows(view: TimelineView, newAfter: number | null, me: string | null): readonly Row[] {
  "use no memo"; // remembers its own last answer, on purpose
  const last = useRef<{ of: readonly unknown[]; rows: readonly Row[] }>({ of: [], rows: [] });
  const start = !view.hasOlder && view.loading !== "first" && view.failure === null;
  const of = [view.messages, start, newAfter, me];
  if (of.some((part, at) => part !== last.current.of[at])) {
    last.current = { of, rows: toRows(view.messages, { start, newAfter, me }, last.current.rows) };
  }
  return last.current.rows;
}
