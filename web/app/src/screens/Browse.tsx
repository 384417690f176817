// All open rooms, to look around and go in.
import { useRooms } from "@madang/react";
import { Icon } from "@madang/react/ui";
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
  const listed = found.state === "there" ? found.rooms : [];
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
      ) : found.state === "there" && listed.length === 0 ? (
        <Empty title={words.noRooms} text={words.browseEmpty} />
      ) : (
        <div className={styles["list"]}>
          <p>{words.browseText}</p>
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
