// What was said below while one was reading further up: how many, and by whom.
import { useState } from "react";
import type { TimelineMessage } from "@madang/client";

export interface Fresh {
  readonly count: number;
  /** In order of their first word. */
  readonly authors: readonly string[];
}

const NOTHING: Fresh = { count: 0, authors: [] };

export function useFresh(messages: readonly TimelineMessage[], atEnd: boolean, me: string | null): Fresh {
  const head = messages.findLast((message) => message.seq !== null)?.seq ?? 0;
  const [seen, setSeen] = useState(head);
  // The first page of a room is nothing that came in meanwhile.
  if ((atEnd || seen === 0) && seen !== head) setSeen(head);
  return atEnd ? NOTHING : freshAfter(messages, seen, me);
}

export function freshAfter(messages: readonly TimelineMessage[], seq: number, me: string | null): Fresh {
  const fresh = messages.filter(
    (message) => message.seq !== null && message.seq > seq && message.author !== me && !message.deleted,
  );
  if (fresh.length === 0) return NOTHING;
  return { count: fresh.length, authors: [...new Set(fresh.map((message) => message.author))] };
}
