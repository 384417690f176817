// What a person chose for this browser: theme and language. Read before the first paint by public/theme.js.
import { useSyncExternalStore } from "react";
import { browserLocale, LOCALES, type Locale } from "@madang/react";

/** Each by its own name. */
export const LANGUAGES: Readonly<Record<Locale, string>> = { ko: "한국어", en: "English" };

export type Theme = "system" | "light" | "dark";

const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Without a storage the choice lasts as long as the page.
  }
}

let theme: Theme = (["light", "dark"] as const).find((one) => one === read("madang.theme")) ?? "system";

const CHOSEN = "madang.locale";
/** What the profile said the last time, so that the next first paint is in it. */
const MINE = "madang.locale.mine";
const readLocale = (key: string) => LOCALES.find((one) => one === read(key)) ?? null;
let chosen = readLocale(CHOSEN);
let locale: Locale = chosen ?? readLocale(MINE) ?? browserLocale();

export function chooseTheme(next: Theme): void {
  theme = next;
  write("madang.theme", next === "system" ? null : next);
  if (next === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = next;
  for (const listener of listeners) listener();
}

function speak(next: Locale): void {
  locale = next;
  document.documentElement.lang = next;
  for (const listener of listeners) listener();
}

export function chooseLocale(next: Locale): void {
  chosen = next;
  write(CHOSEN, next);
  speak(next);
}

/** Whether somebody chose a language on this device: then it is that, whoever signs in. */
export const hasChosenLocale = (): boolean => chosen !== null;

/** The language of the profile, a tag like `en-GB`, for a device on which none was chosen. */
export function adoptLocale(tag: string | null): void {
  const mine = LOCALES.find((one) => one === tag?.split("-")[0]) ?? null;
  write(MINE, mine);
  if (chosen === null) speak(mine ?? browserLocale());
}

export const useTheme = (): Theme => useSyncExternalStore(subscribe, () => theme);
export const useChosenLocale = (): Locale => useSyncExternalStore(subscribe, () => locale);

/** The rooms one was in, the latest first, to come back to. */
export const lastRooms = {
  get: (): string[] => (read("madang.last") ?? "").split("\n").filter(Boolean),
  enter: (roomId: string) => write("madang.last", [roomId, ...others(roomId)].slice(0, 12).join("\n")),
  leave: (roomId: string) => write("madang.last", others(roomId).join("\n")),
  forget: () => write("madang.last", null),
};

const others = (roomId: string) => lastRooms.get().filter((one) => one !== roomId);
