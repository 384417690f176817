// A catalogue of words for one part of the app, so that the first screen does not load the texts of all others:
// `export const useDoorWords = catalogue({ ko, en });`
import { useLocale, type Locale, type Translation } from "@madang/react";

export function catalogue<T>(words: { readonly ko: T; readonly en: Translation<T> }): () => Translation<T> {
  const both = words as Record<Locale, Translation<T>>;
  return function useTheseWords() {
    return both[useLocale()];
  };
}
