// The app's catalogue in the reader's language; the components of @madang/react bring their own.
import { useLocale, type Locale, type Translation } from "@madang/react";
import { en } from "./en.ts";
import { ko } from "./ko.ts";

export type AppWords = Translation<typeof ko>;

const CATALOGUES: Record<Locale, AppWords> = { ko, en };

export function useAppWords(): AppWords {
  return CATALOGUES[useLocale()];
}
