// The headings of my own under which rooms stand.
import { useLocale, useRooms } from "@madang/react";

export function useSections(): readonly string[] {
  const { compare } = new Intl.Collator(useLocale(), { numeric: true });
  const named = useRooms().map((room) => room.preferences.section);
  return [...new Set(named)].filter((section) => section !== "").toSorted(compare);
}
