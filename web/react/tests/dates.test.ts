// Times that lie ahead, in the reader's language.
import { expect, test } from "vitest";
import { until } from "../src/words/dates.ts";

const NOW = new Date(2026, 10, 25, 9, 0);

test("until when: the time when it is today, else the day", () => {
  expect(until(new Date(2026, 10, 25, 16, 0).toISOString(), "ko", NOW)).toBe("오후 4:00");
  expect(until(new Date(2026, 11, 24, 9).toISOString(), "ko", NOW)).toBe("12월 24일");
  expect(until(new Date(2026, 10, 26).toISOString(), "ko", NOW)).toBe("11월 25일");
  expect(until(new Date(2027, 0, 3, 9).toISOString(), "en", NOW)).toBe("January 3, 2027");
});
