// What somebody is here, and whether they may come in.
import type { PersonState, Role } from "../../api/people.ts";
import { Badge } from "../parts/List.tsx";
import { useAdminWords } from "../words/words.ts";

/** Members are what most people are: in a list that needs no saying. */
export function RoleBadge({ role, always = false }: { role: Role; always?: boolean }) {
  const words = useAdminWords();
  if (role === "member" && !always) return null;
  const tone = role === "owner" || role === "admin" ? "jade" : "quiet";
  return <Badge tone={tone}>{words.roles[role]}</Badge>;
}

export function StateBadge({ state }: { state: PersonState }) {
  const words = useAdminWords();
  if (state === "active") return null;
  return <Badge tone={state === "banned" ? "gam" : "quiet"}>{words.states[state]}</Badge>;
}
