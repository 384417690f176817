// One room among all: what kind of place it is, what it is about, the way to look in, and the way in.
import { useState } from "react";
import type { RoomView } from "@madang/client";
import { useRoomHandle } from "@madang/react";
import { RoomIcon, useRoomNote } from "@madang/react/ui";
import { Link } from "../Link.tsx";
import { navigate, type Route } from "../route.ts";
import { useDo } from "../shell/said.tsx";
import { useAppWords } from "../words/words.ts";
import styles from "./Browse.module.css";

export function RoomCard({ room }: { room: RoomView }) {
  const words = useAppWords();
  const handle = useRoomHandle(room.id);
  const note = useRoomNote(room);
  const run = useDo();
  const [busy, setBusy] = useState(false);
  const to: Route = { page: "room", roomId: room.id, people: false };
  const join = async () => {
    if (busy) return;
    setBusy(true);
    const joined = await run(handle.join());
    setBusy(false);
    if (joined) navigate(to);
  };
  return (
    <li className={styles["card"]} data-archived={room.archived}>
      <RoomIcon room={room} size="m" />
      <Link to={to} className={styles["about"]}>
        <b>{room.name}</b>
        {room.topic ? <span>{room.topic}</span> : null}
        <small>{[note, words.messageCount(room.seq)].filter(Boolean).join(" · ")}</small>
      </Link>
      {room.joined ? (
        <Link to={to} className="md-button">
          {words.go}
        </Link>
      ) : room.archived ? (
        <Link to={to} className="md-button">
          {words.look}
        </Link>
      ) : (
        <button
          type="button"
          className="md-button md-primary"
          onClick={() => void join()}
          aria-disabled={busy}
        >
          {words.join}
        </button>
      )}
    </li>
  );
}
