// Who is writing. Its height is fixed: nothing moves when somebody starts.
import { useTyping } from "../hooks/people.ts";
import { useWords } from "../words/words.tsx";
import { useScope } from "./scope.tsx";

const MOST = 3;

export function TypingLine() {
  const { room } = useScope();
  const words = useWords();
  const people = useTyping(room.id);
  // A name may not be known yet.
  const names = people.map((person) => person.name).filter((name) => name !== "");
  const text =
    people.length > MOST ? words.typingMany : names.length > 0 ? words.typing(names) : words.typingSomeone;
  return <div className="md-typing">{people.length > 0 ? text : null}</div>;
}
