// The sign of a room: its picture, or what kind of place it is, at a glance, and in words for who does not see it.
import { useState } from "react";
import type { RoomView } from "@madang/client";
import { useClient } from "../hooks/provider.tsx";
import { useWords } from "../words/words.tsx";
import { Icon, type IconName } from "./Icon.tsx";

export type RoomSign = Pick<RoomView, "kind" | "temporary" | "announcement" | "archived"> &
  Partial<Pick<RoomView, "id" | "picture">>;

export interface RoomIconProps {
  room: RoomSign | null;
  /** On a ground of its own, as large as a person's picture; left out: as large as an icon. */
  size?: "m" | "xl" | undefined;
}

export function iconOf({ kind, temporary, announcement, archived }: RoomSign): IconName {
  if (archived) return "archive";
  if (announcement) return "mega";
  if (kind === "private") return "lock";
  if (kind === "direct") return "people";
  return temporary || kind === "open" ? "gate" : "hash";
}

export function RoomIcon({ room, size }: RoomIconProps) {
  const sign = room?.id && room.picture ? <Picture id={room.id} picture={room.picture} room={room} /> : null;
  const shown = sign ?? <Icon name={room === null ? "hash" : iconOf(room)} />;
  return size === undefined ? shown : <span className={`md-sign md-sign-${size}`}>{shown}</span>;
}

/** One that never comes leaves its place to the sign. */
function Picture({ id, picture, room }: { id: string; picture: string; room: RoomSign }) {
  const { url } = useClient();
  const [missing, setMissing] = useState<string | null>(null);
  if (missing === picture) return <Icon name={iconOf(room)} />;
  const at = `${url}/api/rooms/${encodeURIComponent(id)}/picture?v=${encodeURIComponent(picture)}`;
  return (
    <img
      className="md-room-picture"
      src={at}
      alt=""
      loading="lazy"
      decoding="async"
      onError={() => setMissing(picture)}
    />
  );
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
