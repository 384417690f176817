// One room in the list. Bold when something is unread, with a quiet number.
import { memo } from "react";
import type { RoomView } from "@madang/client";
import { useHasDraft } from "@madang/react";
import { Icon } from "@madang/react/ui";
import { Link } from "../Link.tsx";
import { useAppWords } from "../words/words.ts";
import styles from "./Sidebar.module.css";

export const RoomEntry = memo(function RoomEntry({ room, current }: { room: RoomView; current: boolean }) {
  const words = useAppWords();
  const draft = useHasDraft(room.id);
  return (
    <li>
      <Link
        to={{ page: "room", roomId: room.id, people: false }}
        className={styles["room"]}
        data-unread={room.unread > 0}
        aria-current={current ? "page" : undefined}
      >
        <Icon name={room.temporary ? "gate" : "hash"} />
        <b>{room.name}</b>
        {draft && !current ? (
          <span className={styles["draft"]} title={words.draft}>
            <Icon name="pen" />
            <span className="md-hidden">{words.draft}</span>
          </span>
        ) : null}
        {room.unread > 0 ? (
          <span className={styles["unread"]}>
            <span aria-hidden="true">{room.unread > 99 ? "99+" : room.unread}</span>
            <span className="md-hidden">{words.unread(room.unread)}</span>
          </span>
        ) : null}
      </Link>
    </li>
  );
});
