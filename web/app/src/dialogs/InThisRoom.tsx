// What those who look after a room may do about somebody in it. Each can be taken back.
import { useState } from "react";
import type { MemberView, RoomHandle } from "@madang/client";
import { isStaff, useMe, useObservable } from "@madang/react";
import { Icon } from "@madang/react/ui";
import { useDo } from "../shell/said.tsx";
import { spanOf, useRoomWords } from "../words/rooms/words.ts";
import styles from "./PersonCard.module.css";

const SILENCES = [10 * 60, 3600, 24 * 3600];

export interface InThisRoomProps {
  room: RoomHandle;
  member: MemberView;
  onClose: () => void;
}

export function InThisRoom({ room, member, onClose }: InThisRoomProps) {
  const words = useRoomWords();
  const run = useDo();
  const me = useMe();
  const view = useObservable(room.view);
  const [choosing, setChoosing] = useState(false);
  const { id, name, admin } = member;
  const [now] = useState(() => Date.now());
  const silenced = member.silencedUntil !== null && Date.parse(member.silencedUntil) > now;
  // Who looks after the house is in nobody else's hands.
  if (view?.archived || (isStaff(member) && !isStaff(me))) return null;

  const keeper = (next: boolean) =>
    run(
      room.setMember(id, { admin: next }),
      next ? words.madeKeeper(name) : words.unmadeKeeper(name),
      () => void run(room.setMember(id, { admin: !next })),
    );
  const silence = (silencedFor: number) => {
    setChoosing(false);
    const end = () => void run(room.setMember(id, { silencedFor: 0 }));
    return silencedFor === 0
      ? run(room.setMember(id, { silencedFor }), words.nowSpeaks(name))
      : run(room.setMember(id, { silencedFor }), words.nowSilenced(name), end);
  };
  const remove = () => {
    onClose();
    const outside = member.role === "guest" || member.role === "visitor";
    const said = outside ? words.removedGuest(name) : words.removed(name);
    return run(room.removeMember(id), said, () => void run(room.addMember(id)));
  };

  return (
    <section className={styles["room"]}>
      <h3>{words.inRoom}</h3>
      {member.role === "guest" || member.role === "visitor" ? null : (
        <button type="button" onClick={() => void keeper(!admin)}>
          <Icon name="key" />
          {admin ? words.unmakeKeeper : words.makeKeeper}
        </button>
      )}
      {silenced ? (
        <button type="button" onClick={() => void silence(0)}>
          <Icon name="bell" />
          {words.unsilence}
        </button>
      ) : (
        // The second press of a double click neither closes nor answers.
        <button
          type="button"
          aria-expanded={choosing}
          onClick={({ detail }) => detail < 2 && setChoosing(!choosing)}
        >
          <Icon name="still" />
          {words.silence}
        </button>
      )}
      {choosing ? (
        // A few answers to one question, not a form.
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        <div role="group" aria-label={words.silenceFor} className={styles["spans"]}>
          {SILENCES.map((seconds) => (
            <button
              key={seconds}
              type="button"
              className="md-button"
              onClick={({ detail }) => detail < 2 && void silence(seconds)}
            >
              {spanOf(seconds, words)}
            </button>
          ))}
        </div>
      ) : null}
      <button type="button" data-danger="true" onClick={() => void remove()}>
        <Icon name="leave" />
        {words.remove}
      </button>
    </section>
  );
}
