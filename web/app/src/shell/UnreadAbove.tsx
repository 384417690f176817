// In a long list that is scrolled: a way back up to the rooms with something unread.
import { useEffect, useState, type RefObject } from "react";
import { Icon } from "@madang/react/ui";
import { useAppWords } from "../words/words.ts";
import styles from "./Sidebar.module.css";

export interface UnreadAboveProps {
  count: number;
  list: RefObject<HTMLDivElement | null>;
}

export function UnreadAbove({ count, list }: UnreadAboveProps) {
  const words = useAppWords();
  const [away, setAway] = useState(false);
  useEffect(() => {
    const section = list.current?.querySelector('[data-group="unread"]');
    if (!section) return;
    const observer = new IntersectionObserver(([entry]) => setAway(entry?.isIntersecting === false), {
      root: list.current,
    });
    observer.observe(section);
    return () => observer.disconnect();
  }, [list]);
  if (!away) return null;
  return (
    <button
      type="button"
      className={styles["above"]}
      onClick={() =>
        list.current?.querySelector('[data-group="unread"]')?.scrollIntoView({ block: "nearest" })
      }
    >
      <Icon name="down" />
      {words.unreadAbove(count)}
    </button>
  );
}
