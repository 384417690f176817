// The head of a room in the app: the way back on a phone, who is here, and leaving.
import { lazy, Suspense, useState } from "react";
import { useObservable } from "@madang/react";
import { Icon, PeopleHere, RoomHeader, useScope } from "@madang/react/ui";
import { goBack, navigate, useRoute } from "../route.ts";
import { useNarrow } from "../shell/useNarrow.ts";
import { useAppWords } from "../words/words.ts";
import styles from "./RoomHead.module.css";

const LeaveRoom = lazy(() => import("../dialogs/LeaveRoom.tsx"));

export function RoomHead() {
  const { room } = useScope();
  const words = useAppWords();
  const narrow = useNarrow();
  const route = useRoute();
  const view = useObservable(room.view);
  const [leaving, setLeaving] = useState(false);
  const people = route.page === "room" && route.people;
  const togglePeople = () => {
    if (people) goBack({ page: "room", roomId: room.id, people: false });
    // On a phone the list covers the room, so "back" must close it.
    else navigate({ page: "room", roomId: room.id, people: true }, { replace: !narrow });
  };
  const closeWide = () => navigate({ page: "room", roomId: room.id, people: false }, { replace: true });
  return (
    <>
      <RoomHeader
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
          <>
            <button
              type="button"
              onClick={people && !narrow ? closeWide : togglePeople}
              aria-expanded={people}
              aria-label={words.showPeople}
              title={words.showPeople}
            >
              <PeopleHere />
            </button>
            {view?.joined ? (
              <button type="button" onClick={() => setLeaving(true)} aria-label={words.leave} title={words.leave}>
                <Icon name="leave" />
              </button>
            ) : null}
          </>
        }
      />
      <Suspense>{leaving ? <LeaveRoom room={room} onClose={() => setLeaving(false)} /> : null}</Suspense>
    </>
  );
}
