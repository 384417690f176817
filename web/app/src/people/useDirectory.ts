// People of the house by a few letters. Guests have no directory.
import { useMe } from "@madang/react";
import { usePages, type Asking, type Pages } from "../api/pages.ts";
import { people, type Profile } from "../api/people.ts";
import { askRetyped } from "../rooms/retyped.ts";

export const askPeople: Asking<Profile> = (client, query, after) =>
  askRetyped(query, async (text) => {
    const found = await people.list(client, text, after);
    return found.ok ? { ok: true, value: { items: found.value.people, next: found.value.next } } : found;
  });

const askNobody: Asking<Profile> = async () => ({ ok: true, value: { items: [], next: null } });

export function useDirectory(query: string): Pages<Profile> {
  const me = useMe();
  const found = usePages(query, isOutside(me) ? askNobody : askPeople);
  return { ...found, items: found.items.filter((person) => person.state === "active") };
}

/** Neither a guest nor a program. */
export function hasAccount(me: { readonly role: string } | null): boolean {
  return me !== null && me.role !== "bot" && !isOutside(me);
}

export function isOutside(me: { readonly role: string } | null): boolean {
  return me?.role === "guest" || me?.role === "visitor";
}
