// What is offered to whom. The server decides; this only spares people doors that would not open for them.
import type { Profile, Role } from "../api/people.ts";

export interface Somebody {
  readonly id: string;
  readonly role: string;
}

export function mayAdminister(me: Somebody | null): boolean {
  return me?.role === "owner" || me?.role === "admin";
}

/** Owners look after everybody but themselves, admins after those who are neither. */
export function mayLookAfter(me: Somebody | null, person: Profile): boolean {
  if (!me || me.id === person.id || person.state === "erased") return false;
  return me.role === "owner" || (me.role === "admin" && person.role !== "owner" && person.role !== "admin");
}

const ROLES: readonly Role[] = ["owner", "admin", "member", "guest"];

/** What a person may be made: nobody gives more than they have. A bot stays one. */
export function rolesFor(me: Somebody | null, person: Profile): readonly Role[] {
  if (!mayLookAfter(me, person) || person.role === "bot" || person.state !== "active") return [];
  return me?.role === "owner" ? ROLES : ROLES.slice(2);
}

/** Whom one may invite as what; `closed`: nobody gets an account at the moment. */
export function rolesToInvite(me: Somebody | null, closed = false): readonly Role[] {
  if (closed) return ["guest"];
  return me?.role === "owner" ? ["member", "guest", "admin"] : ["member", "guest"];
}
