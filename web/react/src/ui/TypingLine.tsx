// Who is writing. Its height is fixed: nothing moves when somebody starts. However long the names, the verb
// stays in sight.
import { useBlocked } from "../hooks/blocks.ts";
import { useTyping } from "../hooks/people.ts";
import { useWords } from "../words/words.tsx";
import { useScope } from "./scope.tsx";

const MOST = 3;
const LONG_NAME = 14;
/** More than this and only the first is named. */
const LONG_LIST = 28;

export function TypingLine() {
  const { room } = useScope();
  const words = useWords();
  const blocked = useBlocked();
  const people = useTyping(room.id).filter(({ id }) => !blocked.has(id));
  // A name may not be known yet.
  const { names, others } = shortList(people.map((person) => person.name).filter((name) => name !== ""));
  if (people.length === 0) return <div className="md-typing" />;
  if (people.length > MOST) return <div className="md-typing">{words.typingMany}</div>;
  if (names.length === 0) return <div className="md-typing">{words.typingSomeone}</div>;
  return (
    <div className="md-typing">
      <span className="md-typing-who">{words.typingWho(names, others)}</span>
      <span>{words.typingVerb(names.length + others)}</span>
    </div>
  );
}

export function shortList(all: readonly string[]): { names: readonly string[]; others: number } {
  const names = all.map((name) => shortened(name));
  const isLong = names.length > 1 && names.join("").length > LONG_LIST;
  return isLong ? { names: names.slice(0, 1), others: names.length - 1 } : { names, others: 0 };
}

function shortened(name: string): string {
  const letters = Array.from(name);
  return letters.length <= LONG_NAME ? name : `${letters.slice(0, LONG_NAME).join("").trimEnd()}…`;
}
