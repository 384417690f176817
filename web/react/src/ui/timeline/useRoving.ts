// One row of the list can be reached by Tab; arrow keys go from row to row. Keys of the row act on its message,
// but only for who came to it by keyboard: after a click letters are words, and go to the composer.
import { useCallback, useEffect, useRef, useState, type FocusEvent, type KeyboardEvent } from "react";
import type { Desk } from "../desk.ts";
import { ROW_KEYS } from "../message/actions.ts";
import { useKeyboard } from "./useKeyboard.ts";
import type { Row } from "./rows.ts";

export interface Roving {
  /** The row that Tab reaches. */
  readonly tabbable: string | null;
  /** The row that has the focus. */
  readonly focused: string | null;
  onKeyDown: (event: KeyboardEvent) => void;
  /** Before the row's own: takes the keys from a row that was only clicked. */
  onKeyDownCapture: (event: KeyboardEvent) => void;
  onFocus: (event: FocusEvent) => void;
  onBlur: () => void;
}

export function useRoving(rows: readonly Row[], desk: Desk, bring: (index: number) => void): Roving {
  const [active, setActive] = useState<string | null>(null);
  const [inside, setInside] = useState(false);
  const keyboard = useKeyboard(desk);
  const wanted = useRef<string | null>(null);
  const last = rows.findLast((row) => row.kind === "message")?.key ?? null;
  const tabbable = active !== null && rows.some((row) => row.key === active) ? active : last;

  const go = useCallback(
    (key: string) => {
      const index = rows.findIndex((row) => row.key === key);
      if (index < 0) return;
      wanted.current = key;
      setActive(key);
      setInside(true);
      bring(index);
    },
    [rows, bring],
  );

  useEffect(() => {
    desk.offer({ focusRow: go });
  }, [desk, go]);

  // The row may have to be drawn first.
  useEffect(() => {
    if (wanted.current === null) return;
    const row = document.querySelector<HTMLElement>(`[data-message="${CSS.escape(wanted.current)}"]`);
    if (!row) return;
    wanted.current = null;
    row.focus({ preventScroll: true });
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const key = event.target instanceof HTMLElement ? event.target.dataset["message"] : undefined;
    if (key === undefined) return;
    const page = event.key.startsWith("Page") ? rowsInSight(event.currentTarget.parentElement) : 1;
    const target = neighbour(rows, key, event.key, page);
    if (target === null) return;
    event.preventDefault();
    if (target === "composer") desk.focusComposer();
    else go(target);
  };

  const onKeyDownCapture = (event: KeyboardEvent) => {
    const onRow = event.target instanceof HTMLElement && event.target.dataset["message"] !== undefined;
    if (onRow && !keyboard.isArmed() && event.key in ROW_KEYS && event.key !== "ContextMenu") {
      event.stopPropagation();
      keyboard.write(event.nativeEvent);
    }
  };

  const onFocus = (event: FocusEvent) => {
    keyboard.focused();
    const row = event.target.closest<HTMLElement>("[data-message]");
    setInside(true);
    if (row?.dataset["message"]) setActive(row.dataset["message"]);
  };

  const focused = inside ? tabbable : null;
  return { tabbable, focused, onKeyDown, onKeyDownCapture, onFocus, onBlur: () => setInside(false) };
}

/** How many messages are wholly in sight: the focus goes so far with a page. */
function rowsInSight(scroller: Element | null): number {
  if (!scroller) return 1;
  const { top, bottom } = scroller.getBoundingClientRect();
  const inSight = Array.from(scroller.querySelectorAll("[data-message]")).filter((row) => {
    const place = row.getBoundingClientRect();
    return place.top >= top && place.bottom <= bottom;
  });
  return Math.max(1, inSight.length - 1);
}

function neighbour(rows: readonly Row[], from: string, pressed: string, page: number): string | null {
  const keys = rows.filter((row) => row.kind === "message").map((row) => row.key);
  const at = keys.indexOf(from);
  switch (pressed) {
    case "ArrowUp":
      return keys[at - 1] ?? from;
    case "ArrowDown":
      return keys[at + 1] ?? "composer";
    case "PageUp":
      return keys[Math.max(0, at - page)] ?? from;
    case "PageDown":
      return keys[Math.min(keys.length - 1, at + page)] ?? from;
    case "Home":
      return keys[0] ?? null;
    case "End":
      return keys.at(-1) ?? null;
    case "Escape":
      return "composer";
    default:
      return null;
  }
}
