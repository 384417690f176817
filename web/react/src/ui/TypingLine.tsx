// Who is writing. Its height is fixed: nothing moves when somebody starts.
import { useTyping } from "../hooks/people.ts";
import { useWords } from "../words/words.tsx";
import { useScope } from "./scope.tsx";

const MOST = 3;

export function TypingLine() {
  const { room } = useScope();
  const words = useWords();
  const people = useTyping(room.id);
  const names = people.map((person) => person.name);
  return (
    <div className="md-typing">
      {names.length === 0 ? null : names.length > MOST ? words.typingMany : words.typing(names)}
    </div>
  );
}
