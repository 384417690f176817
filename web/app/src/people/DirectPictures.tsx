// By whom a conversation is known: the picture of the other one, or of two of them.
import type { Face } from "@madang/client";
import { Avatar, Icon } from "@madang/react/ui";
import styles from "./DirectPictures.module.css";

export function DirectPictures({ others }: { others: readonly Face[] }) {
  const [first, second] = others;
  if (first === undefined) return <Icon name="people" />;
  return (
    <span className={styles["pictures"]} data-two={second !== undefined}>
      <Avatar id={first.person} name={first.name} picture={first.picture} size="s" />
      {second ? <Avatar id={second.person} name={second.name} picture={second.picture} size="s" /> : null}
    </span>
  );
}
