// Messages → rows: days, the line of what is new, and which messages follow on from the one before.
// Rows keep their identity as long as they say the same, so that only what changed is drawn again.
import type { TimelineMessage } from "@madang/client";
import { dayKey } from "../../words/dates.ts";

/** One author within five minutes is one breath. */
const BREATH_MS = 5 * 60_000;

export type Row =
  | { readonly kind: "start"; readonly key: "start" }
  | { readonly kind: "day"; readonly key: string; readonly at: string }
  | { readonly kind: "new"; readonly key: "new" }
  | {
      readonly kind: "message";
      readonly key: string;
      readonly message: TimelineMessage;
      readonly follows: boolean;
      /** Folded into this row, because their author is blocked. */
      readonly rest: readonly TimelineMessage[];
    };

const NONE: readonly TimelineMessage[] = [];

export interface RowsOptions {
  /** Shows the beginning of the room on top. */
  start: boolean;
  /** The new line stands before the first message of somebody else after this seq. */
  newAfter: number | null;
  me: string | null;
  /** Whether only a line stands for it. */
  folds?: (message: TimelineMessage) => boolean;
  /** Messages that stood on top while earlier ones were still to come: whether a day begins with them is not
   * known, and they always say who speaks, so that nothing moves below them when the earlier ones come. */
  heads?: ReadonlySet<string>;
}

export function toRows(
  messages: readonly TimelineMessage[],
  options: RowsOptions,
  last: readonly Row[] = [],
): Row[] {
  const rows: Row[] = options.start ? [{ kind: "start", key: "start" }] : [];
  let previous: TimelineMessage | null = null;
  let lineDrawn = options.newAfter === null;
  /** Of a folded row that may take more of the same author. */
  let run: TimelineMessage[] | null = null;
  for (const message of messages) {
    const head = options.heads?.has(message.id) ?? false;
    const newDay = previous
      ? dayKey(previous.createdAt) !== dayKey(message.createdAt)
      : options.start || !head;
    if (newDay)
      rows.push({
        kind: "day",
        key: `day ${dayKey(message.createdAt)} ${message.id}`,
        at: message.createdAt,
      });
    const isNew = !lineDrawn && (message.seq ?? 0) > (options.newAfter ?? 0) && message.author !== options.me;
    if (isNew) {
      rows.push({ kind: "new", key: "new" });
      lineDrawn = true;
    }
    const goesOn = !newDay && !isNew && !head && previous?.author === message.author;
    const follows = goesOn && previous !== null && inOneBreath(previous, message);
    const folds = options.folds?.(message) ?? false;
    previous = message;
    if (folds && goesOn && run) {
      run.push(message);
      continue;
    }
    run = folds ? [] : null;
    rows.push({ kind: "message", key: message.id, message, follows, rest: run ?? NONE });
  }
  const before = new Map(last.map((row) => [row.key, row]));
  return rows.map((row) => {
    const known = before.get(row.key);
    return known && same(known, row) ? known : row;
  });
}

function inOneBreath(one: TimelineMessage, next: TimelineMessage): boolean {
  if (one.author !== next.author) return false;
  const passed = Date.parse(next.createdAt) - Date.parse(one.createdAt);
  return Math.abs(passed) < BREATH_MS;
}

function same(one: Row, other: Row): boolean {
  if (one.kind === "message" && other.kind === "message") {
    if (one.message !== other.message || one.follows !== other.follows) return false;
    return one.rest.length === other.rest.length && one.rest.every((rest, at) => rest === other.rest[at]);
  }
  return one.kind === "day" && other.kind === "day" ? one.at === other.at : one.kind === other.kind;
}
