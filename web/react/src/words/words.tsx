// Which language the components speak. One typed catalogue per language; no key can be missing.
import { createContext, use, type ReactNode } from "react";
import { en } from "./en.ts";
import { ko } from "./ko.ts";
import { browserLocale, type Locale, type Translation } from "./locale.ts";

export type Words = Translation<typeof ko>;

const CATALOGUES: Record<Locale, Words> = { ko, en };
const LocaleContext = createContext<Locale | null>(null);

export function LocaleProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  return <LocaleContext value={locale}>{children}</LocaleContext>;
}

/** The language around here; without a provider the one the browser asks for. */
export function useLocale(): Locale {
  return use(LocaleContext) ?? browserLocale();
}

export function useWords(): Words {
  return CATALOGUES[useLocale()];
}
