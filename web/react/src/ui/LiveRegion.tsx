// Speaks new messages of the open room to screen readers: "name: text", gathered, politely; and what
// could not be sent.
import { useEffect, useRef, useState } from "react";
import type { TimelineMessage } from "@madang/client";
import { useBlocked } from "../hooks/blocks.ts";
import { useMe } from "../hooks/connection.ts";
import { useTimeline } from "../hooks/messages.ts";
import { plainText } from "../markdown/plain.ts";
import { whyRefused } from "../words/refusals.ts";
import { useWords } from "../words/words.tsx";
import { useScope } from "./scope.tsx";

const GATHER_MS = 700;
const MOST = 3;

export function LiveRegion() {
  const { room } = useScope();
  const words = useWords();
  const me = useMe();
  const blocked = useBlocked();
  const { messages, live, hasNewer } = useTimeline(room.id);
  /** Up to here nothing is news any more; null while that is not known. */
  const spoken = useRef<number | null>(null);
  const [text, setText] = useState("");

  useEffect(() => {
    // Pages on the way back to the live end are read, not told.
    if (hasNewer) spoken.current = null;
    if (!live) return;
    // What the room had when one came is old, also while it is still being fetched.
    const head = room.view.get()?.seq ?? 0;
    spoken.current ??= head;
    if (head <= spoken.current) return;
    const timer = setTimeout(() => {
      const from = spoken.current ?? head;
      spoken.current = head;
      const fresh = messages.filter(
        (one) => (one.seq ?? 0) > from && one.author !== me?.id && !one.deleted && !blocked.has(one.author),
      );
      const lines = fresh.map((one) => `${room.nameOf(one.author) ?? words.someone}: ${plainText(one.text)}`);
      if (lines.length > 0) setText(lines.length > MOST ? words.newMessages(lines.length) : lines.join("\n"));
    }, GATHER_MS);
    return () => clearTimeout(timer);
  }, [messages, live, hasNewer, me, blocked, room, words]);

  const failed = useNewFailure(messages);

  return (
    <>
      <div className="md-hidden" aria-live="polite" aria-atomic="true">
        {text}
      </div>
      <div className="md-hidden" aria-live="polite" aria-atomic="true">
        {failed && `${words.failed(whyRefused(failed.failure?.code ?? "", words))} ${plainText(failed.text)}`}
      </div>
    </>
  );
}

/** The last message whose sending failed before our eyes. */
function useNewFailure(messages: readonly TimelineMessage[]): TimelineMessage | null {
  const [waiting, setWaiting] = useState<ReadonlySet<string>>(new Set());
  const [failed, setFailed] = useState<TimelineMessage | null>(null);
  const on = messages.filter(({ state }) => state === "queued" || state === "sending").map(({ id }) => id);
  const next = messages.findLast((one) => one.state === "failed" && waiting.has(one.id));
  if (next) setFailed(next);
  if (on.length !== waiting.size || on.some((id) => !waiting.has(id))) setWaiting(new Set(on));
  return failed;
}
