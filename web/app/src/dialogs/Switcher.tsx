// Ctrl/Cmd+K: any room by a few letters.
import { useEffect, useId, useState } from "react";
import { useField, useLocale, useRooms, type Arrow } from "@madang/react";
import { Icon } from "@madang/react/ui";
import { navigate } from "../route.ts";
import { matching } from "../rooms/matching.ts";
import { byName } from "../rooms/order.ts";
import { useOpenRooms } from "../rooms/useOpenRooms.ts";
import { useAppWords } from "../words/words.ts";
import { Dialog } from "./Dialog.tsx";
import styles from "./Switcher.module.css";

export default function Switcher({ onClose }: { onClose: () => void }) {
  const words = useAppWords();
  const id = useId();
  const locale = useLocale();
  const mine = byName(useRooms(), locale);
  const { found } = useOpenRooms();
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);

  const others =
    found.state === "there"
      ? byName(
          found.rooms.filter((room) => !room.joined),
          locale,
        )
      : [];
  const unreadFirst = mine.toSorted((one, other) => Number(other.unread > 0) - Number(one.unread > 0));
  const rooms = [...matching(unreadFirst, query), ...matching(others, query)];
  const chosen = Math.min(at, rooms.length - 1);

  const go = (roomId: string | undefined) => {
    if (roomId === undefined) return;
    onClose();
    navigate({ page: "room", roomId, people: false });
  };
  const onArrow = (arrow: Arrow) => {
    if (arrow === "ArrowLeft" || arrow === "ArrowRight") return false;
    const step = arrow === "ArrowDown" ? 1 : -1;
    if (rooms.length > 0) setAt((chosen + step + rooms.length) % rooms.length);
    return true;
  };
  const { attach } = useField<HTMLInputElement>({ onEnter: () => go(rooms[chosen]?.id), onArrow });
  useEffect(() => {
    document.getElementById(`${id}-${chosen}`)?.scrollIntoView({ block: "nearest" });
  }, [id, chosen]);

  return (
    <Dialog title={words.find} onClose={onClose} bare>
      <div className={styles["field"]}>
        <Icon name="find" />
        <input
          ref={attach}
          data-first
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={rooms.length > 0 ? `${id}-${chosen}` : undefined}
          aria-label={words.find}
          placeholder={words.switcherHint}
          autoComplete="off"
          onInput={(event) => {
            setQuery(event.currentTarget.value);
            setAt(0);
          }}
        />
      </div>
      {/* A list that the field above steers; no native element is one. */}
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role */}
      <div className={styles["list"]} id={`${id}-list`} role="listbox" aria-label={words.rooms}>
        {rooms.map((room, index) => (
          // The keys are those of the field above.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={room.id}
            id={`${id}-${index}`}
            // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            onClick={() => go(room.id)}
            onPointerMove={() => setAt(index)}
          >
            <Icon name={room.temporary ? "gate" : "hash"} />
            <b data-unread={room.unread > 0}>{room.name}</b>
            <span>{room.joined ? (room.unread > 0 ? room.unread : "") : words.switcherOpen}</span>
          </div>
        ))}
      </div>
      {rooms.length === 0 && query !== "" ? (
        <p className={styles["none"]}>{words.switcherNone(query)}</p>
      ) : null}
    </Dialog>
  );
}
