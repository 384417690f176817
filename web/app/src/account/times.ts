// Times of the account in the reader's language: how long ago, and until when.
import type { Locale } from "@madang/react";

const tag = (locale: Locale) => (locale === "ko" ? "ko-KR" : "en-US");

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["year", 365 * 86_400],
  ["month", 30 * 86_400],
  ["week", 7 * 86_400],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
];

/** 3분 전, 3 minutes ago */
export function ago(at: string, locale: Locale, now = Date.now()): string {
  const seconds = Math.max(0, (now - Date.parse(at)) / 1000);
  const format = new Intl.RelativeTimeFormat(tag(locale), { numeric: "auto" });
  // Less than a minute is now.
  const [unit, length] = STEPS.find(([, one]) => seconds >= one) ?? (["second", Infinity] as const);
  return format.format(0 - Math.floor(seconds / length), unit);
}

/** 1:05 */
export function clockOf(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
}

export const LASTINGS = ["halfHour", "hour", "fourHours", "today", "week", "never"] as const;
export type Lasting = (typeof LASTINGS)[number];

/** When a status goes that begins now: in the person's own calendar, weeks end on Sunday. */
export function endOf(lasting: Lasting, now = new Date()): string | null {
  const end = new Date(now);
  switch (lasting) {
    case "halfHour":
      end.setMinutes(end.getMinutes() + 30);
      break;
    case "hour":
      end.setHours(end.getHours() + 1);
      break;
    case "fourHours":
      end.setHours(end.getHours() + 4);
      break;
    case "today":
      end.setHours(24, 0, 0, 0);
      break;
    case "week":
      end.setDate(end.getDate() + ((7 - end.getDay()) % 7));
      end.setHours(24, 0, 0, 0);
      break;
    case "never":
      return null;
  }
  return end.toISOString();
}
