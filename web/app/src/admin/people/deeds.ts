// What is offered to be done about a person, by whom.
import type { Profile } from "../../api/people.ts";
import { mayLookAfter, rolesFor, type Somebody } from "../access.ts";

export type Deed =
  | "role"
  | "reset"
  | "sessions"
  | "token"
  | "deactivate"
  | "reactivate"
  | "ban"
  | "unban"
  | "erase";

export function deedsFor(me: Somebody | null, person: Profile): readonly Deed[] {
  if (!mayLookAfter(me, person)) return [];
  switch (person.state) {
    case "active":
      if (person.role === "bot") return ["token", "deactivate"];
      return hasPassword(person) ? ["reset", "sessions", "deactivate"] : ["sessions", "deactivate"];
    case "deactivated":
      return ["reactivate"];
    case "banned":
      return ["unban"];
    case "erased":
      return [];
  }
}

/** Those that hurt. */
export function dangersFor(me: Somebody | null, person: Profile): readonly Deed[] {
  if (!mayLookAfter(me, person)) return [];
  const ban: readonly Deed[] = person.state === "banned" ? [] : ["ban"];
  return me?.role === "owner" ? [...ban, "erase"] : ban;
}

/** Why the role of this person is not mine to change; null: it is. */
export function whyFixed(me: Somebody | null, person: Profile) {
  if (rolesFor(me, person).length > 0) return null;
  if (me?.id === person.id) return "roleMine";
  return person.role === "bot" ? "roleBot" : "roleFixed";
}

const hasPassword = (person: Profile) => person.handle !== null && person.role !== "guest";
