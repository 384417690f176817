// What a room is: for whom, about what, and its manners.
import type { RoomView } from "@madang/client";
import { useLocale } from "@madang/react";
import { Icon, MessageText, RoomIcon, useRoomNote, type IconName } from "@madang/react/ui";
import { spanOf, useRoomWords } from "../words/rooms/words.ts";
import styles from "./Members.module.css";

export function AboutRoom({ room }: { room: RoomView }) {
  const words = useRoomWords();
  const note = useRoomNote(room);
  const locale = useLocale();
  const manners: readonly (readonly [IconName, string])[] = [
    ...(room.slowMode > 0 ? [["clock", words.slow(spanOf(room.slowMode, words))] as const] : []),
    ...(room.retentionDays === null ? [] : [["trash", words.kept(room.retentionDays)] as const]),
    ...(room.temporary ? [["gate", words.temporaryText] as const] : []),
  ];
  return (
    <section className={styles["about"]} aria-label={words.about} lang={locale}>
      <p className={styles["title"]}>
        <RoomIcon room={room} size={room.picture ? "m" : undefined} />
        <b>{room.name}</b>
      </p>
      {note === "" ? null : <p className={styles["note"]}>{note}</p>}
      {room.topic ? <p className={styles["topic"]}>{room.topic}</p> : null}
      {room.description ? (
        <div className={styles["description"]}>
          <MessageText text={room.description} />
        </div>
      ) : null}
      {room.topic || room.description || room.kind === "direct" ? null : (
        <p className={styles["note"]}>{words.noTopic}</p>
      )}
      {manners.map(([icon, text]) => (
        <p key={text} className={styles["manner"]}>
          <Icon name={icon} />
          {text}
        </p>
      ))}
    </section>
  );
}
