// Scrolling, hidden behind one hook: the virtual list is anchored at its end, rows are known by message id.
// Sticks to the end only within 80 px; otherwise nothing moves by a pixel.
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";
import { defaultRangeExtractor, useVirtualizer, type Range } from "@tanstack/react-virtual";
import type { Row } from "./rows.ts";

export const NEAR_END_PX = 80;
/** Begin to fetch while so many rows are still above. */
const ROWS_AHEAD = 12;

const ESTIMATES = { start: 150, day: 46, new: 34, message: 52 } as const;
const FOLLOWING = 26;

export type Log = ReturnType<typeof useLog>;

export function useLog(
  rows: readonly Row[],
  scroller: RefObject<HTMLDivElement | null>,
  focused: string | null,
  detached: boolean,
) {
  "use no memo"; // the virtualizer is one object that changes inside
  const [nearEnd, setNearEnd] = useState(true);
  // The end of a window whose next page is still to come is only the next line to read.
  const atEnd = nearEnd && !detached;
  const live = useLiveEnd(rows, detached);
  const getItemKey = useCallback((index: number) => rows[index]?.key ?? index, [rows]);
  const focusedIndex = focused === null ? -1 : rows.findIndex((row) => row.key === focused);

  // oxlint-disable-next-line react/incompatible-library -- known: nothing here is memoised by the compiler
  const virtual = useVirtualizer<HTMLDivElement, HTMLLIElement>({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => estimate(rows[index]),
    getItemKey,
    // The focused row is never taken away, wherever one scrolls.
    rangeExtractor: (range) => withIndex(range, focusedIndex),
    anchorTo: "end",
    followOnAppend: live,
    scrollEndThreshold: NEAR_END_PX,
    scrollPaddingStart: (scroller.current?.clientHeight ?? 0) / 3,
    overscan: 8,
    paddingStart: 12,
    paddingEnd: 6,
    directDomUpdates: true,
  });

  const onScroll = useCallback(() => setNearEnd(isNearEnd(scroller.current)), [scroller]);
  useLayoutEffect(() => {
    // A page has come below without a scroll: where one stands is another question now.
    if (!live) setNearEnd(isNearEnd(scroller.current));
  }, [rows, live, scroller]);
  useStayAtEnd(scroller, atEnd, virtual.scrollToEnd);
  useKeepMineInView(rows, atEnd, virtual.scrollToEnd);

  return {
    virtual,
    container: virtual.containerRef,
    measure: virtual.measureElement,
    atEnd,
    setNearEnd,
    onScroll,
  };
}

/** Whether these rows end with the live end, as those before them did. What is appended to a window that was away from
 * it is the next page, and its last page too. */
function useLiveEnd(rows: readonly Row[], detached: boolean): boolean {
  const [held, setHeld] = useState({ rows, detached, live: !detached });
  if (held.rows === rows && held.detached === detached) return held.live;
  const live = !detached && !held.detached;
  setHeld({ rows, detached, live });
  return live;
}

// Asked of the page itself: in the moment of a resize the virtualizer still knows the old height.
function isNearEnd(element: HTMLElement | null): boolean {
  if (!element) return true;
  return element.scrollHeight - element.clientHeight - element.scrollTop <= NEAR_END_PX;
}

/** The last message that has its place; those of mine that still wait stand behind it. */
export function newestPlaced(rows: readonly Row[]): string | null {
  return rows.findLast((row) => row.kind === "message" && row.message.seq !== null)?.key ?? null;
}

/** What comes in before a waiting message of mine is no append to the virtualizer, and yet the end moves. */
function useKeepMineInView(rows: readonly Row[], atEnd: boolean, scrollToEnd: () => void) {
  const before = useRef({ last: "", newest: null as string | null });
  const last = rows.at(-1)?.key ?? "";
  const newest = newestPlaced(rows);
  useLayoutEffect(() => {
    const moved = last === before.current.last && newest !== before.current.newest;
    before.current = { last, newest };
    if (moved && atEnd) scrollToEnd();
  }, [last, newest, atEnd, scrollToEnd]);
}

/** A growing composer or a keyboard makes the view smaller; who was at the end stays there. */
function useStayAtEnd(scroller: RefObject<HTMLDivElement | null>, atEnd: boolean, scrollToEnd: () => void) {
  const was = useRef(atEnd);
  useLayoutEffect(() => {
    was.current = atEnd;
  }, [atEnd]);
  useEffect(() => {
    const element = scroller.current;
    if (!element || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(() => was.current && scrollToEnd());
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, scrollToEnd]);
}

/** Asks for what is older or newer when one comes near the edge of what is held. */
export function usePaging(
  log: Log,
  count: number,
  more: { older: boolean; newer: boolean; settled: boolean },
  load: { older: () => void; newer: () => void },
) {
  "use no memo";
  const range = log.virtual.calculateRange();
  const nearTop = more.settled && more.older && range !== null && range.startIndex < ROWS_AHEAD;
  const nearEnd = more.settled && more.newer && range !== null && range.endIndex > count - ROWS_AHEAD;
  const newest = useRef(load);
  useEffect(() => {
    newest.current = load;
  });
  useEffect(() => {
    if (nearTop) newest.current.older();
    else if (nearEnd) newest.current.newer();
  }, [nearTop, nearEnd]);
}

function estimate(row: Row | undefined): number {
  if (row === undefined) return ESTIMATES.message;
  if (row.kind !== "message") return ESTIMATES[row.kind];
  const lines = Math.ceil(row.message.text.length / 60) + row.message.text.split("\n").length - 1;
  return (row.follows ? FOLLOWING : ESTIMATES.message) + Math.max(0, lines - 1) * 24;
}

function withIndex(range: Range, index: number): number[] {
  const indexes = defaultRangeExtractor(range);
  if (index < 0 || indexes.includes(index)) return indexes;
  return [...indexes, index].toSorted((one, other) => one - other);
}
