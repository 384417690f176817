// One room in the list: bold when something is unread, with a number when it is said to me. Its menu: by the button, the
// right button, or the key for menus.
import { memo, useState, type MouseEvent } from "react";
import type { RoomView } from "@madang/client";
import { useHasDraft } from "@madang/react";
import { Icon, PersonStatus, RoomIcon, useRoomNote } from "@madang/react/ui";
import { Link } from "../Link.tsx";
import { DirectPictures, IsHere } from "../people/DirectPictures.tsx";
import { countForMe, isUnread, type Group } from "../rooms/order.ts";
import { useAppWords } from "../words/words.ts";
import { useRoomWords } from "../words/rooms/words.ts";
import { RoomMenu } from "./RoomMenu.tsx";
import styles from "./Sidebar.module.css";

export interface RoomEntryProps {
  room: RoomView;
  group: Group;
  current: boolean;
}

export const RoomEntry = memo(function RoomEntry({ room, group, current }: RoomEntryProps) {
  const words = useAppWords();
  const more = useRoomWords();
  const note = useRoomNote(room);
  const draft = useHasDraft(room.id);
  const [menu, setMenu] = useState<{ x: number; y: number } | null>(null);
  const direct = room.kind === "direct";
  const name = direct && room.others.length === 0 ? more.alone : room.name;
  const [unread, count] = [isUnread(room), countForMe(room)];
  const other = direct && room.others.length === 1 ? room.others[0] : undefined;
  const muted = room.preferences.notify === "none";
  const openMenu = (event: MouseEvent<HTMLElement>) => {
    event.preventDefault();
    const { left, bottom } = event.currentTarget.getBoundingClientRect();
    // The key for menus points nowhere.
    const pointed = event.type === "contextmenu" && event.button === 2;
    setMenu(pointed ? { x: event.clientX, y: event.clientY } : { x: left, y: bottom + 2 });
  };
  return (
    <li className={styles["entry"]} data-entry={room.id} data-menu={menu !== null}>
      <Link
        to={{ page: "room", roomId: room.id, people: false }}
        className={styles["room"]}
        data-unread={unread}
        data-muted={muted}
        aria-current={current ? "page" : undefined}
        onContextMenu={openMenu}
      >
        {direct ? <DirectPictures room={room} /> : <RoomIcon room={room} />}
        <b title={note || undefined}>{name}</b>
        {direct ? <IsHere room={room} /> : null}
        {other ? <PersonStatus person={other.person} /> : null}
        {muted ? <Icon name="still" className={styles["still"] ?? ""} /> : null}
        {draft && !current ? (
          <span className={styles["draft"]} title={words.draft}>
            <Icon name="pen" />
            <span className="md-hidden">{words.draft}</span>
          </span>
        ) : null}
        {count > 0 ? (
          <span className={styles["unread"]} aria-hidden="true">
            {count > 99 ? "99+" : count}
          </span>
        ) : null}
        {unread ? <span className="md-hidden">{words.unread(room.unread)}</span> : null}
      </Link>
      <button
        type="button"
        className={styles["dots"]}
        tabIndex={-1}
        aria-label={more.menuOf(name)}
        aria-haspopup="menu"
        onClick={openMenu}
      >
        <Icon name="dots" />
      </button>
      {menu ? <RoomMenu room={room} group={group} at={menu} onClose={() => setMenu(null)} /> : null}
    </li>
  );
});
