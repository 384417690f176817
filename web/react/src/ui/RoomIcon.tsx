// The sign of a room: what kind of place it is, at a glance, and in words for who does not see it.
import type { RoomView } from "@madang/client";
import { useWords } from "../words/words.tsx";
import { Icon, type IconName } from "./Icon.tsx";

export type RoomSign = Pick<RoomView, "kind" | "temporary" | "announcement" | "archived">;

export function iconOf({ kind, temporary, announcement, archived }: RoomSign): IconName {
  if (archived) return "archive";
  if (announcement) return "mega";
  if (kind === "private") return "lock";
  if (kind === "direct") return "people";
  return temporary || kind === "open" ? "gate" : "hash";
}

export function RoomIcon({ room }: { room: RoomSign | null }) {
  return <Icon name={room === null ? "hash" : iconOf(room)} />;
}

/** "private, archived"; nothing for an ordinary room. */
export function useRoomNote(room: RoomSign | null): string {
  const words = useWords();
  if (room === null) return "";
  const notes = [
    room.kind === "private" ? words.kindPrivate : "",
    room.kind === "open" ? words.kindOpen : "",
    room.announcement ? words.kindAnnouncement : "",
    room.archived ? words.kindArchived : "",
  ];
  return notes.filter(Boolean).join(", ");
}
