// By whom a conversation is known: the picture of the other one, with a dot that says whether they are here; or of two.
import type { RoomView } from "@madang/client";
import { usePresence } from "@madang/react";
import { Avatar, Icon } from "@madang/react/ui";
import { useRoomWords } from "../words/rooms/words.ts";
import styles from "./DirectPictures.module.css";

export function DirectPictures({ room }: { room: Pick<RoomView, "id" | "others"> }) {
  const { count, here } = usePresence(room.id);
  const [first, second] = room.others;
  if (first === undefined) return <Icon name="people" />;
  // Nobody, not even I: it is not known yet.
  const isHere = second !== undefined || count === 0 ? undefined : here.has(first.person);
  return (
    <span className={styles["pictures"]} data-two={second !== undefined}>
      <Avatar id={first.person} name={first.name} picture={first.picture} size="s" here={isHere} />
      {second ? <Avatar id={second.person} name={second.name} picture={second.picture} size="s" /> : null}
    </span>
  );
}

/** The dot in words, for who does not see it. */
export function IsHere({ room }: { room: Pick<RoomView, "id" | "others"> }) {
  const { here } = usePresence(room.id);
  const words = useRoomWords();
  const [first, second] = room.others;
  if (first === undefined || second !== undefined || !here.has(first.person)) return null;
  return <span className="md-hidden">{words.isHere}</span>;
}
