// All open rooms, to look around and go in.
import { useState } from "react";
import { useLocale, useRooms } from "@madang/react";
import { Icon } from "@madang/react/ui";
import { matching } from "../rooms/matching.ts";
import { byName } from "../rooms/order.ts";
import { goBack } from "../route.ts";
import { useOpenRooms } from "../rooms/useOpenRooms.ts";
import { useNarrow } from "../shell/useNarrow.ts";
import { useAppWords } from "../words/words.ts";
import styles from "./Browse.module.css";
import { Empty } from "./Empty.tsx";
import { RoomCard } from "./RoomCard.tsx";

export function Browse({ onOpen }: { onOpen: () => void }) {
  const words = useAppWords();
  const narrow = useNarrow();
  const { found, ask } = useOpenRooms();
  const mine = useRooms();
  const locale = useLocale();
  const [query, setQuery] = useState("");
  const all = found.state === "there" ? found.rooms : [];
  const listed = matching(byName(all, locale), query);
  const openButton = (
    <button type="button" className="md-button md-primary" onClick={onOpen}>
      <Icon name="plus" />
      {words.openRoom}
    </button>
  );
  return (
    <div className={styles["browse"]}>
      <header className={styles["head"]}>
        {narrow ? (
          <button type="button" onClick={() => goBack({ page: "home" })} aria-label={words.back}>
            <Icon name="back" />
          </button>
        ) : null}
        <h1>{words.browse}</h1>
        {openButton}
      </header>
      {found.state === "failed" ? (
        <Empty title={words.browseFailed} text="">
          <button type="button" className="md-button" onClick={ask}>
            {words.tryAgain}
          </button>
        </Empty>
      ) : found.state === "there" && all.length === 0 ? (
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
          <output>{all.length > 0 && listed.length === 0 ? words.switcherNone(query) : null}</output>
          <ul>
            {listed.map((room) => (
              <RoomCard key={room.id} room={mine.find((one) => one.id === room.id) ?? room} />
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
