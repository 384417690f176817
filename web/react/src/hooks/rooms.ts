// My rooms, and one room.
import type { RoomHandle, RoomView } from "@madang/client";
import { useObservable } from "./observable.ts";
import { useClient } from "./provider.tsx";

export function useRooms(): readonly RoomView[] {
  return useObservable(useClient().rooms);
}

export function useRoomHandle(roomId: string): RoomHandle {
  return useClient().room(roomId);
}

/** null while nothing is known of it. */
export function useRoom(roomId: string): RoomView | null {
  return useObservable(useRoomHandle(roomId).view);
}
