// One word about the connection, with a dot; quiet while all is well.
import type { ConnectionStatus } from "@madang/client";
import { useConnectionStatus } from "../hooks/connection.ts";
import { useWords, type Words } from "../words/words.tsx";

export function StatusText() {
  const status = useConnectionStatus();
  return (
    <output className="md-status" data-state={status.state}>
      {statusText(status, useWords())}
    </output>
  );
}

export function statusText(status: ConnectionStatus, words: Words): string {
  switch (status.state) {
    case "connected":
      return words.connected;
    case "connecting":
      return status.attempt > 1 ? words.reconnecting : words.connecting;
    case "waiting":
      return words.disconnected;
    case "closed":
      return status.code === 4401 ? words.signedOut : words.stayAway;
  }
}
