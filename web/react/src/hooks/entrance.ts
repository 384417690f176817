// Getting into a room without asking anybody: as a guest if nobody is signed in, and as a member.
import { useEffect, useRef } from "react";
import type { RoomHandle } from "@madang/client";
import { useObservable } from "./observable.ts";
import { useClient } from "./provider.tsx";
import { useRoom, useRoomHandle } from "./rooms.ts";

/** Signs in under this name when nobody is. */
export function useGuest(name: string | undefined): void {
  const client = useClient();
  const session = useObservable(client.session);
  useEffect(() => {
    if (session === "none" && name) void client.signIn(name);
  }, [client, session, name]);
}

/** Joins once per room and mount: who leaves on purpose is not dragged back in. */
export function useJoined(roomId: string, wanted: boolean): boolean {
  const client = useClient();
  const room = useRoomHandle(roomId);
  const connected = useObservable(client.status).state === "connected";
  const view = useRoom(roomId);
  const asked = useRef<RoomHandle | null>(null);
  const joined = view?.joined ?? false;
  useEffect(() => {
    if (!wanted || !connected || joined || asked.current === room) return;
    asked.current = room;
    void room.join();
  }, [wanted, connected, joined, room]);
  return joined;
}
