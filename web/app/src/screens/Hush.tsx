// While nothing is known yet: the mark, and that only if it takes longer than a moment.
import { Mark } from "@madang/react/ui";
import styles from "./Hush.module.css";

export function Hush() {
  return (
    <div className={styles["hush"]}>
      <Mark size={34} />
    </div>
  );
}
