// The two languages of the house, and which of them a browser asks for.

export type Locale = "ko" | "en";

export const LOCALES: readonly Locale[] = ["ko", "en"];

/** Korean for everyone whose first known preference is Korean; English for the rest of the world. */
export function browserLocale(languages: readonly string[] = globalThis.navigator?.languages ?? []): Locale {
  for (const language of languages) {
    const short = language.toLowerCase().split("-")[0];
    if (short === "ko" || short === "en") return short;
  }
  return "en";
}

/** A catalogue in another language: the same keys, the same arguments. However deep they lie, a missing key fails the type check. */
export type Translation<T> = {
  readonly [K in keyof T]: T[K] extends (...args: infer A) => string
    ? (...args: A) => string
    : T[K] extends string
      ? string
      : Translation<T[K]>;
};
