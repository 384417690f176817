// After five seconds without a connection a slim bar lies over the timeline; it never moves it.
import { useEffect, useState } from "react";
import type { ConnectionStatus } from "@madang/client";
import { useConnectionStatus } from "../hooks/connection.ts";
import { useClient } from "../hooks/provider.tsx";
import { useWords } from "../words/words.tsx";

const PATIENCE_MS = 5000;

export function ConnectionBar() {
  const client = useClient();
  const words = useWords();
  const status = useConnectionStatus();
  const now = useNow(status.state !== "connected");
  if (!isLost(status, now)) return null;
  const seconds = status.state === "waiting" ? Math.ceil((status.retryAt - now) / 1000) : 0;
  const counts = seconds > 1;
  return (
    <div className="md-lost">
      {/* Said once: seconds that are counted down are only to be seen. */}
      <output className={counts ? "md-hidden" : undefined}>
        {status.state === "closed" ? words.endedBar : words.lostBar}
      </output>
      {counts ? <span aria-hidden="true">{words.lostIn(seconds)}</span> : null}
      <button type="button" onClick={() => client.reconnectNow()}>
        {words.reconnectNow}
      </button>
    </div>
  );
}

function isLost(status: ConnectionStatus, now: number): boolean {
  if (status.state === "connected") return false;
  // Told to stay away: nothing comes back by itself, so nothing is gained by waiting. 1000 is our own stop.
  if (status.state === "closed") return status.code !== 1000 && status.code !== 4401;
  return now - status.since >= PATIENCE_MS;
}

function useNow(running: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [running]);
  return now;
}
