// My rooms, the way to others, and me.
import { useRef } from "react";
import { useConnectionStatus, useMe, useStatus } from "@madang/react";
import { Avatar, Icon, Mark, PersonStatus, StatusText } from "@madang/react/ui";
import { mayAdminister } from "../admin/access.ts";
import { usePlace } from "../house/usePlace.ts";
import { Link } from "../Link.tsx";
import type { Group, GroupKey, MyRooms } from "../rooms/order.ts";
import { useRoute } from "../route.ts";
import { useAppWords } from "../words/words.ts";
import type { DialogName } from "./House.tsx";
import { RoomEntry } from "./RoomEntry.tsx";
import styles from "./Sidebar.module.css";
import { UnreadBeyond } from "./UnreadBeyond.tsx";
import { usePointing } from "./usePointing.ts";

/** The way to a new one, beside the heading. */
const NEW: Partial<Record<GroupKey, DialogName>> = { rooms: "open", direct: "write" };
const APPLE = /Mac|iP(hone|ad|od)/.test(navigator.platform);

export interface SidebarProps {
  rooms: MyRooms;
  show: (dialog: DialogName) => void;
  /** Whether somebody points at the rooms. */
  onPointing: (pointing: boolean) => void;
  /** Nothing else is on the page. */
  alone?: boolean;
}

export function Sidebar({ rooms, show, onPointing, alone = false }: SidebarProps) {
  const words = useAppWords();
  const me = useMe();
  const place = usePlace();
  const route = useRoute();
  const current = route.page === "room" ? route.roomId : null;
  const list = useRef<HTMLDivElement>(null);
  const Brand = alone ? "h1" : "div";
  const pointing = usePointing(onPointing);
  const outside = me?.role === "guest" || me?.role === "visitor";
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
      <div className={styles["frame"]} {...pointing}>
        <div className={styles["lists"]} ref={list}>
          {rooms.map((group) => (
            <Section
              key={`${group.key} ${group.title}`}
              group={group}
              current={current}
              {...(outside ? {} : { show })}
            />
          ))}
        </div>
        <UnreadBeyond rooms={rooms} list={list} />
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
        <>
          <Link to={{ page: "admin", section: "invitations", id: null }} className={styles["browse"]}>
            <Icon name="plus" />
            {words.invite}
          </Link>
          <Link to={{ page: "admin", section: null, id: null }} className={styles["browse"]}>
            <Icon name="key" />
            {words.administration}
          </Link>
        </>
      ) : null}
      <Me onSettings={() => show("settings")} />
    </nav>
  );
}

/** Under one heading; rooms and conversations keep theirs also while there are none, for the way to new ones. */
function Section({
  group,
  current,
  show,
}: {
  group: Group;
  current: string | null;
  show?: SidebarProps["show"];
}) {
  const words = useAppWords();
  const dialog = NEW[group.key];
  if (group.rooms.length === 0 && (dialog === undefined || show === undefined)) return null;
  const titles: Record<GroupKey, string> = {
    waiting: words.unreadDirects,
    favourites: words.favourites,
    own: group.title,
    unread: words.unreadRooms,
    rooms: words.rooms,
    direct: words.directs,
  };
  const label = group.key === "direct" ? words.newMessage : words.openRoom;
  return (
    <section data-group={group.key}>
      <div className={styles["section"]}>
        <h2>{titles[group.key]}</h2>
        {dialog && show ? (
          <button type="button" onClick={() => show(dialog)} aria-label={label} title={label}>
            <Icon name="plus" />
          </button>
        ) : null}
      </div>
      <ul className={styles["rooms"]}>
        {group.rooms.map((room) => (
          <RoomEntry key={room.id} room={room} group={group} current={room.id === current} />
        ))}
      </ul>
    </section>
  );
}

function Me({ onSettings }: { onSettings: () => void }) {
  const words = useAppWords();
  const me = useMe();
  const connected = useConnectionStatus().state === "connected";
  const up = useStatus(me?.id ?? null) !== null && connected;
  if (!me) return null;
  return (
    <div className={styles["me"]}>
      <Link to={{ page: "account", section: null }} title={words.account}>
        <Avatar id={me.id} name={me.name} picture={me.picture} size="m" />
        <span>
          <b>{me.name}</b>
          {up ? (
            <span className={styles["up"]}>
              <PersonStatus person={me.id} full />
            </span>
          ) : null}
          {/* That all is well goes without saying, where there is something else to say. */}
          <span className={up ? "md-hidden" : undefined}>
            <StatusText />
          </span>
        </span>
      </Link>
      <button type="button" onClick={onSettings} aria-label={words.settings} title={words.settings}>
        <Icon name="gear" />
      </button>
    </div>
  );
}
