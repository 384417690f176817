// While one scrolls, the day one is in stands at the top, over the list.
import { dayName } from "../../words/dates.ts";
import { useLocale } from "../../words/words.tsx";
import type { Row } from "./rows.ts";

export interface CurrentDayProps {
  rows: readonly Row[];
  /** The first row in sight. */
  first: number | null;
  scrolling: boolean;
}

export function CurrentDay({ rows, first, scrolling }: CurrentDayProps) {
  const locale = useLocale();
  const row = first === null ? undefined : rows[first];
  const at = row?.kind === "message" ? row.message.createdAt : null;
  if (at === null) return null;
  return (
    // The same words stand in the list, where they are read.
    <div className="md-day md-day-over" data-shown={scrolling} aria-hidden="true">
      <time dateTime={at}>{dayName(at, locale)}</time>
    </div>
  );
}
