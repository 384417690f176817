// What somebody is up to, beside their name: the emoji alone, with the words for who points at it or does not see it,
// or both.
import { useStatus, type Status } from "../hooks/statuses.ts";
import type { Locale } from "../words/locale.ts";
import { until } from "../words/dates.ts";
import { useLocale, useWords, type Words } from "../words/words.tsx";

/** For words without an emoji. */
const SPEECH = "💬";

export interface PersonStatusProps {
  person: string;
  /** With the words. */
  full?: boolean;
}

export function PersonStatus({ person, full = false }: PersonStatusProps) {
  const words = useWords();
  const locale = useLocale();
  const status = useStatus(person);
  if (status === null) return null;
  const said = statusWords(status, words, locale);
  const emoji = status.emoji || SPEECH;
  if (full && status.text !== "")
    return (
      <span className="md-doing" title={said}>
        <span aria-hidden="true">{emoji}</span> {status.text}
      </span>
    );
  return (
    <span className="md-doing" title={said}>
      <span aria-hidden="true">{emoji}</span>
      <span className="md-hidden">{`${words.status}: ${said}`}</span>
    </span>
  );
}

/** 4시까지 집중 (오후 4:00까지) */
export function statusWords({ emoji, text, until: end }: Status, words: Words, locale: Locale): string {
  const said = text || emoji;
  return end === null ? said : `${said} (${words.statusUntil(until(end, locale))})`;
}
