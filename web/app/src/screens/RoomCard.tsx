// One room among all: what it is about, and the way in.
import { useState } from "react";
import type { RoomView } from "@madang/client";
import { useRoomHandle } from "@madang/react";
import { Icon } from "@madang/react/ui";
import { Link } from "../Link.tsx";
import { navigate, type Route } from "../route.ts";
import { useAppWords } from "../words/words.ts";
import styles from "./Browse.module.css";

export function RoomCard({ room }: { room: RoomView }) {
  const words = useAppWords();
  const handle = useRoomHandle(room.id);
  const [busy, setBusy] = useState(false);
  const to: Route = { page: "room", roomId: room.id, people: false };
  const join = async () => {
    setBusy(true);
    const result = await handle.join();
    setBusy(false);
    if (result.ok) navigate(to);
  };
  return (
    <li className={styles["card"]}>
      <Icon name={room.temporary ? "gate" : "hash"} />
      <Link to={to} className={styles["about"]}>
        <b>{room.name}</b>
        {room.topic ? <span>{room.topic}</span> : null}
        <small>{words.messageCount(room.seq)}</small>
      </Link>
      {room.joined ? (
        <Link to={to} className="md-button">
          {words.go}
        </Link>
      ) : (
        <button type="button" className="md-button md-primary" onClick={() => void join()} disabled={busy}>
          {words.join}
        </button>
      )}
    </li>
  );
}
