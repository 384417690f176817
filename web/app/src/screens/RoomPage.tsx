// A room, as the app shows it: the very components of @madang/react, with the app's own head and keys.
import { useEffect, useState } from "react";
import { useConnectionStatus, useRoom, useTimeline } from "@madang/react";
import { ChatRoom, Composer, useScope } from "@madang/react/ui";
import { BrokenWindow, NotLoadedWindow } from "../dialogs/NotLoadedWindow.tsx";
import { loadAhead, part } from "../part.tsx";
import { Members } from "../people/Members.tsx";
import { Nowhere } from "./Nowhere.tsx";
import { useNarrow } from "../shell/useNarrow.ts";
import { RoomHead } from "./RoomHead.tsx";
import styles from "./RoomPage.module.css";

const PersonCard = part(() => import("../dialogs/PersonCard.tsx"), {
  missing: NotLoadedWindow,
  broken: BrokenWindow,
});
const PARTS = { Header: RoomHead, Composer: AppComposer };

export function RoomPage({ roomId, people }: { roomId: string; people: boolean }) {
  const narrow = useNarrow();
  const missing = useMissing(roomId);
  const [person, setPerson] = useState<string | null>(null);
  // Windows that open from here are to open without a connection too.
  const { live } = useTimeline(roomId);
  useEffect(() => {
    if (live) void loadAhead();
  }, [live]);
  if (missing) return <Nowhere room />;
  return (
    <div className={styles["page"]} data-people={people}>
      {/* On a phone what is beneath is not to be reached. */}
      <div className={styles["room"]} inert={people && narrow}>
        <ChatRoom roomId={roomId} join={false} parts={PARTS} onPerson={setPerson} />
      </div>
      {people ? <Members roomId={roomId} onPerson={setPerson} /> : null}
      {person === null ? null : (
        <PersonCard key={person} person={person} roomId={roomId} onClose={() => setPerson(null)} />
      )}
    </div>
  );
}

/** Only the server can say that a room does not exist, or not for me any more; being offline says nothing. */
function useMissing(roomId: string): boolean {
  const room = useRoom(roomId);
  const { failure } = useTimeline(roomId);
  const connected = useConnectionStatus().state === "connected";
  return connected && room?.joined !== true && (failure?.code === "not_found" || failure?.code === "bad_id");
}

function AppComposer() {
  const { room, desk } = useScope();
  const readAll = () => {
    const head = room.view.get()?.seq ?? 0;
    if (head > 0) room.markRead(head);
    desk.scrollToEnd();
  };
  return <Composer focusFirst onEscape={readAll} />;
}
