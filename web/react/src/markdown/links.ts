// Bare links in Korean text: the particle glued to a link is not part of it
// (https://example.com/문서를 → a link to /문서, then 를).
import { particleFor } from "../words/particles.ts";

// After Latin letters, digits or signs every particle is one.
const AFTER_LATIN =
  /(?<=[\p{ASCII}])(?:이라고|라고|이라는|라는|입니다|이에요|예요|이고|인데|에서는|에서도|에서|에게|에는|에도|에|으로는|으로|로는|로|부터|까지|처럼|보다|이랑|랑|하고|은|는|이|가|을|를|과|와|의|도|만)$/u;
// After a Korean word only those that no noun ends with, or whose form fits the syllable before.
const AFTER_KOREAN = /(?<=[가-힣])(?:이라고|라고|입니다|이에요|예요|에서|에게|부터|까지)$/u;
const FITTING = /(?<=[가-힣])(?:을|를|은|는|으로)$/u;

/** How many characters of a bare link belong to it. */
export function linkLength(url: string): number {
  const particle = (AFTER_LATIN.exec(url) ?? AFTER_KOREAN.exec(url) ?? fitting(url))?.[0] ?? "";
  return url.length - particle.length;
}

function fitting(url: string): RegExpExecArray | null {
  const found = FITTING.exec(url);
  if (!found) return null;
  const word = url.slice(0, found.index);
  const fits = [particleFor(word, "을/를"), particleFor(word, "은/는"), particleFor(word, "으로/로")];
  return fits.includes(found[0]) ? found : null;
}

/** Nothing else ever becomes a link: no javascript:, no data:, no file:. */
export function isAllowedLink(url: string): boolean {
  return /^(?:https?:\/\/|mailto:)/i.test(url.trim());
}
