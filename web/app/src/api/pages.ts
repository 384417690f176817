// What is looked for while one types, page by page. Small on purpose: it is part of the chat, where TanStack Query would
// cost more than all it asks for. While the next answer is on its way the last one stays.
import { useEffect, useEffectEvent, useState } from "react";
import type { Client, Result } from "@madang/client";
import { useClient, useConnectionStatus } from "@madang/react";

export interface Page<T> {
  readonly items: readonly T[];
  /** Where the next page begins; null: that is all. */
  readonly next: string | null;
}

export interface Pages<T> {
  readonly state: "loading" | "failed" | "there";
  /** What these are the answer to. */
  readonly query: string;
  /** They are the answer to what is asked now. */
  readonly settled: boolean;
  /** Nobody can be asked. */
  readonly offline: boolean;
  readonly items: readonly T[];
  /** null: that is all of them. */
  readonly more: (() => void) | null;
  readonly ask: () => void;
}

export type Asking<T> = (client: Client, query: string, after: string | null) => Promise<Result<Page<T>>>;

/** Who types has not finished yet. */
const PAUSE_MS = 120;

interface Known<T> extends Page<T> {
  readonly query: string;
  readonly state: Pages<T>["state"];
}

export function usePages<T>(query: string, asking: Asking<T>): Pages<T> {
  const client = useClient();
  const connected = useConnectionStatus().state === "connected";
  const wanted = query.trim().normalize("NFC");
  const [known, setKnown] = useState<Known<T>>({ query: wanted, state: "loading", items: [], next: null });
  const [turn, setTurn] = useState(0);

  const ask = useEffectEvent(async (isCurrent: () => boolean) => {
    const answer = await asking(client, wanted, null);
    if (!isCurrent()) return;
    if (answer.ok) setKnown({ query: wanted, state: "there", ...answer.value });
    else setKnown((before) => ({ ...before, state: before.state === "there" ? "there" : "failed" }));
  });
  useEffect(() => {
    let current = true;
    const timer = setTimeout(() => void ask(() => current), wanted === "" ? 0 : PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
    // A new connection may bring what failed without one.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [wanted, connected, turn]);

  const more = async () => {
    const answer = await asking(client, known.query, known.next);
    if (!answer.ok) return;
    const { items, next } = answer.value;
    setKnown((now) => (now.query === known.query ? { ...now, items: [...now.items, ...items], next } : now));
  };
  return {
    state: known.state,
    query: known.query,
    settled: known.state === "there" && known.query === wanted,
    offline: !connected,
    items: known.items,
    more: known.next === null ? null : () => void more(),
    ask: () => setTurn(turn + 1),
  };
}
