// Who types fast presses Enter before the answer is here: it counts once it is, unless something else was typed since.
import { useEffect, useEffectEvent, useRef } from "react";

/** What to do at an Enter for which nothing is there yet; `take` is called, with what it is given, when the answer is. */
export function useEager<T>(query: string, settled: boolean, take: (given: T) => void): (given: T) => void {
  const meant = useRef<{ query: string; given: T } | null>(null);
  const onAnswer = useEffectEvent(take);
  useEffect(() => {
    const now = meant.current;
    if (now === null || (now.query === query && !settled)) return;
    meant.current = null;
    if (now.query === query) onAnswer(now.given);
  }, [query, settled]);
  return (given) => {
    meant.current = { query, given };
  };
}
