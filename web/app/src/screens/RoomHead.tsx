// The head of a room in the app: on a phone the way back and the connection (elsewhere the sidebar has it).
import { Icon, PeopleHere, PersonStatus, RoomHeader, useScope } from "@madang/react/ui";
import { useObservable, useStatus } from "@madang/react";
import { DirectPictures } from "../people/DirectPictures.tsx";
import { goBack, navigate, useRoute } from "../route.ts";
import { useNarrow } from "../shell/useNarrow.ts";
import { useAppWords } from "../words/words.ts";
import styles from "./RoomHead.module.css";

export function RoomHead() {
  const { room } = useScope();
  const words = useAppWords();
  const narrow = useNarrow();
  const view = useObservable(room.view);
  // Whom one talks to, if it is one.
  const other = view?.kind === "direct" && view.others.length === 1 ? (view.others[0]?.person ?? null) : null;
  const status = useStatus(other);
  const route = useRoute();
  const people = route.page === "room" && route.people;
  const togglePeople = () => {
    if (people) goBack({ page: "room", roomId: room.id, people: false });
    // On a phone the list covers the room, so "back" must close it.
    else navigate({ page: "room", roomId: room.id, people: true }, { replace: !narrow });
  };
  const closeWide = () => navigate({ page: "room", roomId: room.id, people: false }, { replace: true });
  return (
    <RoomHeader
      status={narrow}
      about={other && status && !narrow ? <PersonStatus person={other} full /> : undefined}
      beside={other && narrow ? <PersonStatus person={other} /> : undefined}
      sign={view?.kind === "direct" ? <DirectPictures room={view} /> : undefined}
      before={
        narrow ? (
          <button
            type="button"
            className={styles["back"]}
            onClick={() => goBack({ page: "home" })}
            aria-label={words.back}
          >
            <Icon name="back" />
          </button>
        ) : null
      }
      tools={
        <button
          type="button"
          onClick={people && !narrow ? closeWide : togglePeople}
          aria-expanded={people}
          title={words.showPeople}
        >
          {/* The name begins with what it does and ends with what one sees: the number. */}
          <span className="md-hidden">{words.showPeople}</span>
          <PeopleHere fallback />
        </button>
      }
    />
  );
}
