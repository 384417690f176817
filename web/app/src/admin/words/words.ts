// The catalogue of the administration, in the reader's language. It is loaded with it and not before.
import { useLocale, type Locale } from "@madang/react";
import { en } from "./en.ts";
import { ko } from "./ko.ts";

/** The same keys and arguments in another language, however deep they lie. */
type Deep<T> = T extends (...args: infer A) => string
  ? (...args: A) => string
  : T extends string
    ? string
    : { readonly [K in keyof T]: Deep<T[K]> };

export type AdminWords = Deep<typeof ko>;

const CATALOGUES: Record<Locale, AdminWords> = { ko, en };

export function useAdminWords(): AdminWords {
  return CATALOGUES[useLocale()];
}
