import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Attention } from "../src/hooks/attention.ts";
import { Drafts } from "../src/hooks/drafts.ts";
import { Dwell } from "../src/hooks/dwell.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const broken = () => {
  throw new Error("QuotaExceededError");
};
const row = (seq: number, top: number, bottom: number) => ({ seq, top, bottom });

test("a message is read after half of it was on screen for half a second", () => {
  const dwell = new Dwell();
  const rows = [row(1, 0, 50), row(2, 50, 100), row(3, 80, 160)];
  expect(dwell.look(rows, 0, 100, 0)).toBe(null);
  expect(dwell.look(rows, 0, 100, 400)).toBe(null);
  expect(dwell.look(rows, 0, 100, 500)).toBe(2);
});

test("what only rushes by is not read", () => {
  const dwell = new Dwell();
  dwell.look([row(9, 0, 50)], 0, 100, 0);
  dwell.look([row(9, 200, 250)], 0, 100, 250);
  expect(dwell.look([row(9, 0, 50)], 0, 100, 600)).toBe(null);
});

test("a message taller than the view counts when it fills half of the view", () => {
  const dwell = new Dwell();
  dwell.look([row(1, -500, 500)], 0, 100, 0);
  expect(dwell.look([row(1, -500, 500)], 0, 100, 500)).toBe(1);
});

test("nobody looks who has touched nothing since the focus came", () => {
  const focused = vi.spyOn(document, "hasFocus").mockReturnValue(true);
  const attention = new Attention(document);
  const stop = attention.watch();
  expect(attention.here).toBe(false);
  window.dispatchEvent(new Event("pointerdown"));
  expect(attention.here).toBe(true);
  window.dispatchEvent(new Event("blur"));
  expect(attention.here).toBe(false);
  stop();
  focused.mockRestore();
});

test("a draft is kept within half a second, and at once when the page goes", () => {
  const kept = new Map<string, string>();
  const storage = {
    key: (at: number) => [...kept.keys()][at] ?? null,
    get length() {
      return kept.size;
    },
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  const drafts = new Drafts(storage);
  drafts.set("madang", "쓰던 글");
  expect(kept.size).toBe(0);
  vi.advanceTimersByTime(500);
  expect(new Drafts(storage).get("madang")).toBe("쓰던 글");
  drafts.set("madang", "쓰던 글 더");
  drafts.flush();
  expect(new Drafts(storage).get("madang")).toBe("쓰던 글 더");
  drafts.set("madang", "");
  drafts.flush();
  expect(kept.size).toBe(0);
  drafts.set("madang", "남의 눈에 띄면 안 될 글");
  drafts.flush();
  kept.set("someone.else", "1");
  drafts.clear();
  expect([...kept.keys()]).toEqual(["someone.else"]);
  expect(drafts.get("madang")).toBe("");
});

test("a storage that is full or forbidden breaks nothing", () => {
  const drafts = new Drafts({ getItem: broken, setItem: broken, removeItem: broken, key: broken, length: 0 });
  drafts.set("madang", "쓰던 글");
  drafts.flush();
  expect(drafts.get("madang")).toBe("쓰던 글");
});
