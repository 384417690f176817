// The way back to the end, and what waits there.
import { useWords } from "../../words/words.tsx";
import { Icon } from "../Icon.tsx";
import type { Fresh } from "./useFresh.ts";

export interface LatestPillProps {
  fresh: Fresh;
  nameOf: (person: string) => string | null;
  away: boolean;
  onPress: () => void;
}

export function LatestPill({ fresh, nameOf, away, onPress }: LatestPillProps) {
  const words = useWords();
  if (!away) return null;
  const [first, ...others] = fresh.authors;
  return (
    <button type="button" className="md-latest" data-fresh={fresh.count > 0} onClick={onPress}>
      <Icon name="down" />
      {fresh.count > 0 ? words.newMessages(fresh.count) : words.toLatest}
      {first === undefined ? null : (
        <span className="md-latest-from">{words.from(nameOf(first) ?? words.someone, others.length)}</span>
      )}
    </button>
  );
}
