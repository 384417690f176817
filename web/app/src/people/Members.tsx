// Who belongs to this room, first those who are here now; and the way out of it.
import { lazy, Suspense, useState } from "react";
import { useMe, useMembers, useRoom, useRoomHandle } from "@madang/react";
import type { MemberView } from "@madang/client";
import { Avatar, Icon } from "@madang/react/ui";
import { goBack, navigate } from "../route.ts";
import { isNarrow } from "../shell/useNarrow.ts";
import { useAppWords } from "../words/words.ts";
import styles from "./Members.module.css";

const LeaveRoom = lazy(() => import("../dialogs/LeaveRoom.tsx"));

export function Members({ roomId }: { roomId: string }) {
  const words = useAppWords();
  const room = useRoom(roomId);
  const members = useMembers(roomId).filter((member) => !member.left);
  const here = members.filter((member) => member.here);
  const away = members.filter((member) => !member.here);
  const handle = useRoomHandle(roomId);
  const [leaving, setLeaving] = useState(false);
  const close = () => {
    const back = { page: "room", roomId, people: false } as const;
    if (isNarrow()) goBack(back);
    else navigate(back, { replace: true });
  };
  return (
    <aside className={styles["members"]} aria-label={words.people}>
      <header>
        <h2>{words.people}</h2>
        <span>{room?.name}</span>
        <button type="button" onClick={close} aria-label={words.close}>
          <Icon name="close" />
        </button>
      </header>
      {/* Nobody in it takes the focus, so the list itself does: else arrow keys could not scroll it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/prefer-tag-over-role */}
      <div className={styles["list"]} role="group" aria-label={words.people} tabIndex={0}>
        {members.length === 0 ? <p className={styles["none"]}>{words.peopleLoading}</p> : null}
        <Group title={words.peopleHere(here.length)} people={here} />
        <Group title={words.peopleAway(away.length)} people={away} />
      </div>
      {room?.joined ? (
        <button type="button" className={styles["leave"]} onClick={() => setLeaving(true)}>
          <Icon name="leave" />
          {words.leaveRoom}
        </button>
      ) : null}
      <Suspense>{leaving ? <LeaveRoom room={handle} onClose={() => setLeaving(false)} /> : null}</Suspense>
    </aside>
  );
}

function Group({ title, people }: { title: string; people: readonly MemberView[] }) {
  const words = useAppWords();
  const me = useMe();
  if (people.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {people.map((person) => (
          <li key={person.id} data-here={person.here}>
            <Avatar id={person.id} name={person.name} size="m" here={person.here || undefined} />
            <b>{person.name}</b>
            {person.id === me?.id ? <span>{words.me}</span> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
