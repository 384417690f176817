// What somebody is, wherever their name alone could mislead: a guest, or a program.
import { useWords } from "../words/words.tsx";

export function Badge({ role }: { role: string | undefined }) {
  const words = useWords();
  if (role === "bot") return <span className="md-badge">{words.bot}</span>;
  return role === "guest" || role === "visitor" ? <span className="md-badge">{words.guest}</span> : null;
}
