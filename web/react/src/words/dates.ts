// Dates and times in the reader's language. Formatters are kept: making one costs more than using it.
import type { Locale } from "./locale.ts";

const kept = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: Locale, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${name}`;
  const found = kept.get(key);
  if (found) return found;
  const made = new Intl.DateTimeFormat(locale === "ko" ? "ko-KR" : "en-US", options);
  kept.set(key, made);
  return made;
}

/** 오후 3:05 */
export function clockTime(at: string, locale: Locale): string {
  return formatter(locale, "clock", { hour: "numeric", minute: "2-digit" }).format(new Date(at));
}

/** 11월 22일 일요일; with the year when it is another one. */
export function dayName(at: string, locale: Locale, now = new Date()): string {
  const date = new Date(at);
  const other = date.getFullYear() !== now.getFullYear();
  return formatter(locale, other ? "day-year" : "day", {
    ...(other && { year: "numeric" }),
    month: "long",
    day: "numeric",
    weekday: "long",
  }).format(date);
}

/** 오후 3:05, and the day before it when it is another one: for what lies ahead. */
export function moment(at: string, locale: Locale, now = new Date()): string {
  const date = new Date(at);
  if (date.toDateString() === now.toDateString()) return clockTime(at, locale);
  const day = { month: "long", day: "numeric", hour: "numeric", minute: "2-digit" } as const;
  return formatter(locale, "moment", day).format(date);
}

/** 12월 24일, or the time when it is today: 오후 4:00. What ends at midnight lasts until the day before. */
export function until(at: string, locale: Locale, now = new Date()): string {
  const end = new Date(at);
  const midnight = end.getHours() === 0 && end.getMinutes() === 0;
  const date = midnight ? new Date(end.getTime() - 1) : end;
  if (!midnight && date.toDateString() === now.toDateString()) return clockTime(at, locale);
  const other = date.getFullYear() !== now.getFullYear();
  const day = { month: "long", day: "numeric" } as const;
  return formatter(locale, other ? "until-year" : "until", other ? { ...day, year: "numeric" } : day).format(
    date,
  );
}

/** The full date and time, for hovering. */
export function fullDate(at: string, locale: Locale): string {
  return formatter(locale, "full", { dateStyle: "full", timeStyle: "short" }).format(new Date(at));
}

/** The reader's own calendar day, as a key. */
export function dayKey(at: string): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}
