// Where a link leads every computer to itself: that it does, and how others reach the house.
import { useLinkWords } from "../words/links/words.ts";
import styles from "./forms.module.css";
import { isOnlyHere } from "./whole.ts";

export function OnlyHere({ link }: { link: string }) {
  const words = useLinkWords();
  if (!isOnlyHere(link)) return null;
  return (
    <p className={styles["warning"]}>
      <b>{words.onlyHere}</b> {words.howOthers}
    </p>
  );
}
