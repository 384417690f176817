// Who belongs to a room, who is here, who is writing.
import { useCallback } from "react";
import type { MemberView, Person, PresenceView } from "@madang/client";
import { useObservable } from "./observable.ts";
import { useMe } from "./connection.ts";
import { useRoomHandle } from "./rooms.ts";

export function useMembers(roomId: string): readonly MemberView[] {
  return useObservable(useRoomHandle(roomId).members);
}

export function usePresence(roomId: string): PresenceView {
  return useObservable(useRoomHandle(roomId).presence);
}

/** Others who are writing now. */
export function useTyping(roomId: string): readonly Person[] {
  return useObservable(useRoomHandle(roomId).typing);
}

/** Finds names, also of those who left; my own is known before anything is loaded. */
export function useNameOf(roomId: string): (person: string) => string | null {
  const room = useRoomHandle(roomId);
  const me = useMe();
  const members = useMembers(roomId);
  // oxlint-disable-next-line react/exhaustive-deps -- new members are why a name may be known now
  return useCallback((id) => room.nameOf(id) ?? (me?.id === id ? me.name : null), [room, me, members]);
}
