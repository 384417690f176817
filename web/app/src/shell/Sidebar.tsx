// My rooms, the way to others, and me.
import { useRef } from "react";
import type { RoomView } from "@madang/client";
import { useMe } from "@madang/react";
import { Avatar, Icon, Mark, StatusText } from "@madang/react/ui";
import { mayAdminister } from "../admin/access.ts";
import { usePlace } from "../house/usePlace.ts";
import { Link } from "../Link.tsx";
import type { MyRooms } from "../rooms/order.ts";
import { useRoute } from "../route.ts";
import { useAppWords } from "../words/words.ts";
import type { DialogName } from "./House.tsx";
import { RoomEntry } from "./RoomEntry.tsx";
import styles from "./Sidebar.module.css";
import { UnreadAbove } from "./UnreadAbove.tsx";

const APPLE = /Mac|iP(hone|ad|od)/.test(navigator.platform);

export interface SidebarProps {
  rooms: MyRooms;
  show: (dialog: DialogName) => void;
  /** Nothing else is on the page. */
  alone?: boolean;
}

export function Sidebar({ rooms: { unread, others }, show, alone = false }: SidebarProps) {
  const words = useAppWords();
  const me = useMe();
  const place = usePlace();
  const route = useRoute();
  const current = route.page === "room" ? route.roomId : null;
  const list = useRef<HTMLDivElement>(null);
  const Brand = alone ? "h1" : "div";
  return (
    <nav className={styles["side"]} aria-label={words.rooms}>
      <Brand className={styles["brand"]}>
        {place?.logo ? <img src={place.logo} alt="" width={25} height={25} /> : <Mark />}
        <span>{place?.name ?? words.name}</span>
      </Brand>
      <button type="button" className={styles["find"]} onClick={() => show("switch")}>
        <Icon name="find" />
        <span>{words.find}</span>
        <kbd>{APPLE ? "⌘K" : "Ctrl K"}</kbd>
      </button>
      <div className={styles["lists"]} ref={list}>
        {unread.length > 0 ? (
          <section>
            <div className={styles["section"]}>
              <h2>{words.unreadRooms}</h2>
            </div>
            <Entries rooms={unread} current={current} />
          </section>
        ) : null}
        <div className={styles["section"]}>
          <h2>{words.rooms}</h2>
          <button
            type="button"
            onClick={() => show("open")}
            aria-label={words.openRoom}
            title={words.openRoom}
          >
            <Icon name="plus" />
          </button>
        </div>
        <Entries rooms={others} current={current} />
        {unread.length > 0 ? <UnreadAbove count={unread.length} list={list} /> : null}
      </div>
      <Link
        to={{ page: "rooms" }}
        className={styles["browse"]}
        aria-current={route.page === "rooms" ? "page" : undefined}
      >
        <Icon name="gate" />
        {words.browse}
      </Link>
      {mayAdminister(me) ? (
        <Link to={{ page: "admin", section: null, id: null }} className={styles["browse"]}>
          <Icon name="key" />
          {words.administration}
        </Link>
      ) : null}
      <Me onSettings={() => show("settings")} />
    </nav>
  );
}

function Entries({ rooms, current }: { rooms: readonly RoomView[]; current: string | null }) {
  return (
    <ul className={styles["rooms"]}>
      {rooms.map((room) => (
        <RoomEntry key={room.id} room={room} current={room.id === current} />
      ))}
    </ul>
  );
}

function Me({ onSettings }: { onSettings: () => void }) {
  const words = useAppWords();
  const me = useMe();
  if (!me) return null;
  return (
    <div className={styles["me"]}>
      <Link to={{ page: "account", section: null }} title={words.account}>
        <Avatar id={me.id} name={me.name} picture={me.picture} size="m" />
        <span>
          <b>{me.name}</b>
          <StatusText />
        </span>
      </Link>
      <button type="button" onClick={onSettings} aria-label={words.settings} title={words.settings}>
        <Icon name="gear" />
      </button>
    </div>
  );
}
