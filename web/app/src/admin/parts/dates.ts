// Dates and times as the administration shows them, in the reader's language.
import type { Locale } from "@madang/react";

const kept = new Map<string, Intl.DateTimeFormat>();

function format(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  const found = kept.get(key) ?? new Intl.DateTimeFormat(locale === "ko" ? "ko-KR" : "en-US", options);
  kept.set(key, found);
  return found;
}

const isThisYear = (at: Date, now: Date) => at.getFullYear() === now.getFullYear();

/** 11월 22일; with the year when it is another one. */
export function day(at: string, locale: Locale, now = new Date()): string {
  const date = new Date(at);
  return format(locale, {
    ...(isThisYear(date, now) ? {} : { year: "numeric" }),
    month: locale === "ko" ? "long" : "short",
    day: "numeric",
  }).format(date);
}

/** 11월 22일 일요일 */
export function dayName(at: string, locale: Locale, now = new Date()): string {
  const date = new Date(at);
  return format(locale, {
    ...(isThisYear(date, now) ? {} : { year: "numeric" }),
    month: "long",
    day: "numeric",
    weekday: "long",
  }).format(date);
}

/** 오후 3:05 */
export function clock(at: string, locale: Locale): string {
  return format(locale, { hour: "numeric", minute: "2-digit" }).format(new Date(at));
}

/** 11월 22일 오후 3:05 */
export function dayAndTime(at: string, locale: Locale, now = new Date()): string {
  return `${day(at, locale, now)} ${clock(at, locale)}`;
}

/** The reader's own calendar day, as a key. */
export function dayKey(at: string): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}

const UNITS = ["kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** 3.4MB */
export function bytes(count: number, locale: Locale): string {
  if (count < 1000) return locale === "ko" ? `${count}바이트` : `${count} ${count === 1 ? "byte" : "bytes"}`;
  const power = Math.min(UNITS.length, Math.floor(Math.log10(count) / 3));
  return new Intl.NumberFormat(locale === "ko" ? "ko-KR" : "en-US", {
    style: "unit",
    unit: UNITS[power - 1] ?? "kilobyte",
    maximumFractionDigits: 1,
  }).format(count / 1000 ** power);
}
