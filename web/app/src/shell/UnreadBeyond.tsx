// In a long list that is scrolled: ways up and down to what is unread and out of sight.
import { useEffect, useState, type RefObject } from "react";
import { Icon } from "@madang/react/ui";
import type { MyRooms } from "../rooms/order.ts";
import { useAppWords } from "../words/words.ts";
import styles from "./Sidebar.module.css";

export interface UnreadBeyondProps {
  /** What stands in the list. */
  rooms: MyRooms;
  list: RefObject<HTMLElement | null>;
}

type Side = "above" | "below";

export function UnreadBeyond({ rooms, list }: UnreadBeyondProps) {
  const words = useAppWords();
  const [beyond, setBeyond] = useState({ above: 0, below: 0 });
  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const look = () => {
      const [above, below] = [unreadAt(element, "above").length, unreadAt(element, "below").length];
      setBeyond((was) => (was.above === above && was.below === below ? was : { above, below }));
    };
    // It tells of its size at once as well.
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      sizes.disconnect();
      element.removeEventListener("scroll", look);
    };
    // Each time other rooms stand there, or others are unread.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [list, rooms]);
  const go = (side: Side) => {
    const there = list.current ? unreadAt(list.current, side) : [];
    (side === "above" ? there.at(-1) : there[0])?.scrollIntoView({ block: "center" });
  };
  return (["above", "below"] as const).map((side) =>
    beyond[side] === 0 ? null : (
      <button key={side} type="button" className={styles["pill"]} data-at={side} onClick={() => go(side)}>
        <Icon name="down" />
        {side === "above" ? words.unreadAbove(beyond.above) : words.unreadBelow(beyond.below)}
      </button>
    ),
  );
}

/** The entries of the unread of which more than half is beyond this edge. */
function unreadAt(list: HTMLElement, side: Side): Element[] {
  const { top, bottom } = list.getBoundingClientRect();
  return Array.from(list.querySelectorAll('[data-unread="true"]')).filter((entry) => {
    const box = entry.getBoundingClientRect();
    const middle = (box.top + box.bottom) / 2;
    return side === "above" ? middle < top : middle > bottom;
  });
}
