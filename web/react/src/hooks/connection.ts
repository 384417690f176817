// How the connection is, who I am, and whether I have been let in.
import type { ConnectionStatus, Person, SessionState } from "@madang/client";
import { useObservable } from "./observable.ts";
import { useClient } from "./provider.tsx";

export function useConnectionStatus(): ConnectionStatus {
  return useObservable(useClient().status);
}

export function useMe(): Person | null {
  return useObservable(useClient().me);
}

export function useSession(): SessionState {
  return useObservable(useClient().session);
}
