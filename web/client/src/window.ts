// Which stretch of the log is shown. Attached, it follows the live end; after a jump it is held by
// its anchor until it reaches the end again. Jumping, paging and live news are one mechanism.
import { at, type Log, type Run, runAround } from "./log.js";
import type { RoomRecord } from "./record.js";

export interface Window {
  readonly attached: boolean;
  /** A place inside the stretch that is shown; null while nothing is. */
  readonly anchor: number | null;
}

export const atTheEnd: Window = { attached: true, anchor: null };

/** The window after the log changed under it. */
export function follow(window: Window, record: RoomRecord): Window {
  const anchor = window.anchor !== null && at(record.log, window.anchor) ? window.anchor : null;
  const run = shown({ ...window, anchor }, record.log);
  const reaches = run !== null && (record.log[run.end - 1]?.seq ?? 0) >= record.seq;
  const attached = window.attached || anchor === null || reaches;
  return moved(window, attached, attached ? liveEnd(record, anchor) : anchor);
}

/** While news may be missing the last place without a hole is the end; a hole is never shown. */
function liveEnd(record: RoomRecord, anchor: number | null): number | null {
  const waits = record.phase === "behind" || record.phase === "gap";
  if (waits && anchor !== null) return anchor;
  return at(record.log, record.seq) === undefined ? anchor : record.seq;
}

export function shown(window: Window, log: Log): Run | null {
  return window.anchor === null ? null : runAround(log, window.anchor);
}

/** The live end is held: nothing has to be fetched to show it. */
export function holdsEnd(record: RoomRecord): boolean {
  return record.seq === 0 || at(record.log, record.seq) !== undefined;
}

function moved(window: Window, attached: boolean, anchor: number | null): Window {
  return attached === window.attached && anchor === window.anchor ? window : { attached, anchor };
}
