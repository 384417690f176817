import type { TimelineMessage } from "@madang/client";
import { expect, test } from "vitest";
import { toRows, type Row } from "../src/ui/timeline/rows.ts";
import { newestPlaced } from "../src/ui/timeline/useLog.ts";
import { freshAfter } from "../src/ui/timeline/useFresh.ts";

let made = 0;
const message = (author: string, at: string, more: Partial<TimelineMessage> = {}): TimelineMessage => {
  made += 1;
  return {
    id: `m${made}`,
    room: "madang",
    author,
    text: "안녕",
    seq: made,
    createdAt: new Date(`2026-11-25T${at}`).toISOString(),
    editedAt: null,
    deleted: false,
    rev: made,
    state: "sent",
    failure: null,
    ...more,
  };
};
const show = (rows: readonly Row[]) =>
  rows.map((row) => (row.kind === "message" ? (row.follows ? "more" : row.message.author) : row.kind));
const runs = (rows: readonly Row[]) => rows.flatMap((row) => (row.kind === "message" ? row.rest.length : []));
const folds = ({ author }: TimelineMessage) => author === "b";
const plain = { start: false, newAfter: null, me: "me" };

test("one author within five minutes is one breath", () => {
  const rows = toRows(
    [message("a", "09:00:00"), message("a", "09:04:59"), message("a", "09:10:00"), message("b", "09:10:01")],
    plain,
  );
  expect(show(rows)).toEqual(["day", "a", "more", "a", "b"]);
});

test("what is folded is one row as long as nobody else speaks and no line is drawn", () => {
  const [one, two, three] = [message("b", "09:00:00"), message("b", "09:30:00"), message("b", "09:31:00")];
  const other = message("a", "09:32:00");
  const last = message("b", "09:33:00");
  const all = [one, two, three, other, last];
  const rows = toRows(all, { ...plain, folds });
  expect(show(rows)).toEqual(["day", "b", "a", "b"]);
  expect(runs(rows)).toEqual([2, 0, 0]);
  expect(runs(toRows(all, { ...plain, folds, newAfter: two.seq }))).toEqual([1, 0, 0, 0]);
  const more = toRows([...all, message("b", "09:34:00")], { ...plain, folds }, rows);
  expect(more.slice(0, 3)).toEqual(rows.slice(0, 3));
  expect(more[1]).toBe(rows[1]);
  expect(runs(more)).toEqual([2, 0, 1]);
});

test("a new day has a line, and nothing follows on over it", () => {
  const late = message("a", "23:59:00");
  const early = { ...message("a", "00:00:00"), createdAt: new Date("2026-11-26T00:01:00").toISOString() };
  expect(show(toRows([late, early], plain))).toEqual(["day", "a", "day", "a"]);
});

test("earlier messages that come later change nothing below them", () => {
  const [earlier, first, second] = [
    message("a", "09:00:00"),
    message("a", "09:01:00"),
    message("a", "09:02:00"),
  ];
  const heads = new Set([first.id]);
  const before = toRows([first, second], { ...plain, heads });
  expect(show(before)).toEqual(["a", "more"]);
  const after = toRows([earlier, first, second], { ...plain, start: true, heads }, before);
  expect(show(after)).toEqual(["start", "day", "a", "a", "more"]);
  expect(after.slice(-2)).toEqual(before);
});

test("the new line stands before the first unread message of somebody else", () => {
  const read = message("a", "09:00:00");
  const mine = message("me", "09:01:00");
  const fresh = message("a", "09:02:00");
  const rows = toRows([read, mine, fresh], { ...plain, newAfter: read.seq });
  expect(show(rows)).toEqual(["day", "a", "me", "new", "a"]);
});

test("deleted messages keep their place", () => {
  const rows = toRows(
    [message("a", "09:00:00"), message("a", "09:01:00", { deleted: true, text: "" })],
    plain,
  );
  expect(show(rows)).toEqual(["day", "a", "more"]);
});

test("rows that say the same stay the same", () => {
  const first = message("a", "09:00:00");
  const second = message("a", "09:01:00");
  const before = toRows([first, second], plain);
  const after = toRows([first, { ...second, text: "고쳤어요" }, message("b", "09:02:00")], plain, before);
  expect(after[0]).toBe(before[0]);
  expect(after[1]).toBe(before[1]);
  expect(after[2]).not.toBe(before[2]);
  expect(after[2]?.key).toBe(before[2]?.key);
});

test("what is fresh counts others, and names them in order", () => {
  const seen = message("a", "09:00:00");
  const rest = [
    message("b", "09:01:00"),
    message("me", "09:02:00"),
    message("a", "09:03:00"),
    message("b", "09:04:00"),
  ];
  const gone = message("c", "09:05:00", { deleted: true });
  expect(freshAfter([seen, ...rest, gone], seen.seq ?? 0, "me")).toEqual({ count: 3, authors: ["b", "a"] });
});

test("what comes in before a message of mine that waits is the newest", () => {
  const [first, second] = [message("a", "09:00:00"), message("b", "09:02:00")];
  const waits = message("me", "09:01:00", { seq: null, state: "queued" });
  expect(newestPlaced(toRows([waits], plain))).toBe(null);
  expect(newestPlaced(toRows([first, waits], plain))).toBe(first.id);
  expect(newestPlaced(toRows([first, second, waits], plain))).toBe(second.id);
});
