import { expect, test } from "vitest";
import { ago, clockOf, endOf } from "../src/account/times.ts";

const NOW = new Date(2026, 10, 25, 15, 20); // a Wednesday

test("how long ago is said in the largest unit that fits", () => {
  const before = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000).toISOString();
  expect(ago(before(3), "ko", NOW.getTime())).toBe("3분 전");
  expect(ago(before(60 * 26), "ko", NOW.getTime())).toBe("어제");
  expect(ago(before(60 * 24 * 15), "en", NOW.getTime())).toBe("2 weeks ago");
  expect(ago(before(-5), "en", NOW.getTime())).toBe("now");
});

test("a status ends with the day or the week of who has it", () => {
  const end = (lasting: Parameters<typeof endOf>[0]) => new Date(endOf(lasting, NOW) ?? "").toString();
  expect(end("hour")).toBe(new Date(2026, 10, 25, 16, 20).toString());
  expect(end("today")).toBe(new Date(2026, 10, 26).toString());
  expect(end("week")).toBe(new Date(2026, 10, 30).toString());
  expect(new Date(endOf("week", new Date(2026, 10, 29, 9)) ?? "").toString()).toBe(
    new Date(2026, 10, 30).toString(),
  );
  expect(endOf("never", NOW)).toBe(null);
});

test("a countdown", () => {
  expect(clockOf(65.9)).toBe("1:05");
});
