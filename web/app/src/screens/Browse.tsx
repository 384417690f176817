// All rooms one may look into, to look around and go in.
import { useState } from "react";
import { useMe } from "@madang/react";
import { Icon } from "@madang/react/ui";
import { isOutside } from "../people/useDirectory.ts";
import { useFoundRooms } from "../rooms/useFoundRooms.ts";
import { PageHead } from "../shell/PageHead.tsx";
import { useRoomWords } from "../words/rooms/words.ts";
import { useAppWords } from "../words/words.ts";
import styles from "./Browse.module.css";
import { Empty } from "./Empty.tsx";
import { RoomCard } from "./RoomCard.tsx";

export function Browse({ onOpen }: { onOpen: () => void }) {
  const words = useAppWords();
  const more = useRoomWords();
  const outside = isOutside(useMe());
  const [query, setQuery] = useState("");
  const found = useFoundRooms(query);
  const isNone = found.settled && found.items.length === 0;
  return (
    <div className={styles["browse"]}>
      <PageHead title={words.browse} back={{ page: "home" }}>
        {outside ? null : (
          <button type="button" className="md-button md-primary" onClick={onOpen}>
            <Icon name="plus" />
            {words.openRoom}
          </button>
        )}
      </PageHead>
      {found.state === "failed" ? (
        <Empty title={words.browseFailed} text="">
          <button type="button" className="md-button" onClick={found.ask}>
            {words.tryAgain}
          </button>
        </Empty>
      ) : isNone && query === "" ? (
        <Empty title={words.noRooms} text={words.browseEmpty} />
      ) : (
        <div className={styles["list"]}>
          <p>{words.browseText}</p>
          <div className={styles["filter"]}>
            <Icon name="find" />
            <input
              type="search"
              className="md-input"
              aria-label={words.browseFilter}
              placeholder={words.browseFilter}
              autoComplete="off"
              onInput={(event) => setQuery(event.currentTarget.value)}
            />
          </div>
          <output>{isNone ? words.switcherNone(query) : null}</output>
          <ul>
            {found.items.map((room) => (
              <RoomCard key={room.id} room={room} />
            ))}
          </ul>
          {found.more ? (
            <button type="button" className={`md-button ${styles["more"]}`} onClick={found.more}>
              {more.moreRooms}
            </button>
          ) : null}
        </div>
      )}
    </div>
  );
}
