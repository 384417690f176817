// How the sending of my message goes. Nothing for the first second: most are there by then; and then beside
// its words, where it moves nothing.
import { useEffect, useState } from "react";
import type { TimelineMessage } from "@madang/client";
import { useConnectionStatus } from "../../hooks/connection.ts";
import { whyRefused } from "../../words/refusals.ts";
import { useWords } from "../../words/words.tsx";
import { Icon } from "../Icon.tsx";
import { useScope } from "../scope.tsx";

const PATIENCE_MS = 1000;

export function OnItsWay() {
  const words = useWords();
  const connected = useConnectionStatus().state === "connected";
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return null;
  return (
    <span className="md-sending">
      <Icon name="clock" />
      {connected ? words.sending : words.waiting}
    </span>
  );
}

export function Failed({ message }: { message: TimelineMessage }) {
  const { room, desk } = useScope();
  const words = useWords();
  return (
    <div className="md-failed">
      <span>
        <Icon name="alert" />
        {words.failed(whyRefused(message.failure?.code ?? "", words))}
      </span>
      <button type="button" onClick={() => room.retry(message.id)}>
        {words.retry}
      </button>
      <button type="button" onClick={() => desk.editing.set(message.id)}>
        {words.rewrite}
      </button>
      <button type="button" onClick={() => room.discard(message.id)}>
        {words.discard}
      </button>
    </div>
  );
}
