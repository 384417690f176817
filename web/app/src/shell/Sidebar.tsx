// My rooms, the way to others, and me.
import { useMe, useRooms } from "@madang/react";
import { Avatar, Icon, Mark, StatusText } from "@madang/react/ui";
import { Link } from "../Link.tsx";
import { useRoute } from "../route.ts";
import { useAppWords } from "../words/words.ts";
import type { DialogName } from "./House.tsx";
import { RoomEntry } from "./RoomEntry.tsx";
import styles from "./Sidebar.module.css";

const APPLE = /Mac|iP(hone|ad|od)/.test(navigator.platform);

export interface SidebarProps {
  show: (dialog: DialogName) => void;
  /** Nothing else is on the page. */
  alone?: boolean;
}

export function Sidebar({ show, alone = false }: SidebarProps) {
  const words = useAppWords();
  const route = useRoute();
  const rooms = useRooms();
  const Brand = alone ? "h1" : "div";
  return (
    <nav className={styles["side"]} aria-label={words.rooms}>
      <Brand className={styles["brand"]}>
        <Mark />
        {words.name}
      </Brand>
      <button type="button" className={styles["find"]} onClick={() => show("switch")}>
        <Icon name="find" />
        <span>{words.find}</span>
        <kbd>{APPLE ? "⌘K" : "Ctrl K"}</kbd>
      </button>
      <div className={styles["section"]}>
        <h2>{words.rooms}</h2>
        <button type="button" onClick={() => show("open")} aria-label={words.openRoom} title={words.openRoom}>
          <Icon name="plus" />
        </button>
      </div>
      <ul className={styles["rooms"]}>
        {rooms.map((room) => (
          <RoomEntry key={room.id} room={room} current={route.page === "room" && route.roomId === room.id} />
        ))}
        <li>
          <Link
            to={{ page: "rooms" }}
            className={styles["browse"]}
            aria-current={route.page === "rooms" ? "page" : undefined}
          >
            <Icon name="gate" />
            {words.browse}
          </Link>
        </li>
      </ul>
      <Me onSettings={() => show("settings")} />
    </nav>
  );
}

function Me({ onSettings }: { onSettings: () => void }) {
  const words = useAppWords();
  const me = useMe();
  if (!me) return null;
  return (
    <div className={styles["me"]}>
      <Avatar id={me.id} name={me.name} size="m" />
      <div>
        <b>{me.name}</b>
        <StatusText />
      </div>
      <button type="button" onClick={onSettings} aria-label={words.settings} title={words.settings}>
        <Icon name="gear" />
      </button>
    </div>
  );
}
