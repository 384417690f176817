// All rooms one can go to: mine and the open ones. Asked anew whenever the list is looked at.
import { useCallback, useEffect, useState } from "react";
import type { RoomView } from "@madang/client";
import { useClient, useConnectionStatus } from "@madang/react";

export type OpenRooms =
  | { readonly state: "loading" }
  | { readonly state: "failed" }
  | { readonly state: "there"; readonly rooms: readonly RoomView[] };

export function useOpenRooms(): { found: OpenRooms; ask: () => void } {
  const client = useClient();
  const connected = useConnectionStatus().state === "connected";
  const [found, setFound] = useState<OpenRooms>({ state: "loading" });
  const ask = useCallback(() => {
    let current = true;
    void client.listRooms().then((result) => {
      if (current) setFound(result.ok ? { state: "there", rooms: result.value } : { state: "failed" });
    });
    return () => void (current = false);
  }, [client]);
  // A new connection may bring what failed without one.
  useEffect(() => (connected ? ask() : undefined), [ask, connected]);
  return { found, ask };
}
