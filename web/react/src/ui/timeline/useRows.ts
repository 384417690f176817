// The rows of a room, with the ones before them kept for comparison.
import { useState } from "react";
import type { TimelineMessage, TimelineView } from "@madang/client";
import { useBlocked } from "../../hooks/blocks.ts";
import { useObservable } from "../../hooks/observable.ts";
import { useScope } from "../scope.tsx";
import { toRows, type Row } from "./rows.ts";

export function useRows(view: TimelineView, newAfter: number | null, me: string | null): readonly Row[] {
  const [rows] = useState(() => new Rows());
  const blocked = useBlocked();
  const unfolded = useObservable(useScope().desk.unfolded);
  const start = !view.hasOlder && view.loading !== "first" && view.failure === null;
  return rows.of(view.messages, start, newAfter, me, blocked, unfolded);
}

const NOBODY: ReadonlySet<string> = new Set();

/** Remembers its last answer; asked the same again, it gives the same. */
export class Rows {
  #asked: readonly unknown[] = [];
  #rows: readonly Row[] = [];
  readonly #heads = new Set<string>();

  of(
    messages: readonly TimelineMessage[],
    start: boolean,
    newAfter: number | null,
    me: string | null,
    blocked: ReadonlySet<string> = NOBODY,
    unfolded: ReadonlySet<string> = NOBODY,
  ) {
    const asked = [messages, start, newAfter, me, blocked, unfolded];
    if (asked.some((part, at) => part !== this.#asked[at])) {
      this.#asked = asked;
      if (!start && messages[0]) this.#heads.add(messages[0].id);
      const folds = ({ id, author, deleted }: TimelineMessage) =>
        !deleted && blocked.has(author) && !unfolded.has(id);
      this.#rows = toRows(messages, { start, newAfter, me, heads: this.#heads, folds }, this.#rows);
    }
    return this.#rows;
  }
}
