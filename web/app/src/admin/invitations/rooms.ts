// The rooms to which one can invite, and the names of those to which one did.
import { useAsked } from "../../api/asking.ts";
import { rooms, type RoomFace } from "../../api/rooms.ts";

export function useRoomsToInvite(): readonly RoomFace[] {
  const asked = useAsked(["rooms-to-invite"], (client) => rooms.list(client, "", null));
  return (asked.data?.rooms ?? [])
    .map(({ room }) => room)
    .filter((room) => !room.archived && !room.temporary && room.kind !== "direct");
}

export function useRoomNames(): ReadonlyMap<string, string> {
  return new Map(useRoomsToInvite().map((room) => [room.id, room.name]));
}
