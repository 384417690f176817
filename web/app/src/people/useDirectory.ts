// People of the house by a few letters. The server looks; what was typed with the keyboard in the wrong layout is looked
// for as well, and while the next answer is on its way the last one stays.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { convertHangulToQwerty, convertQwertyToHangul } from "es-hangul";
import { useDeferredValue } from "react";
import type { Client } from "@madang/client";
import { useClient, useMe } from "@madang/react";
import { valueOf } from "../api/asking.ts";
import { people, type Profile } from "../api/people.ts";

export interface Directory {
  readonly people: readonly Profile[];
  readonly state: "loading" | "failed" | "there";
}

export function useDirectory(query: string): Directory {
  const client = useClient();
  const me = useMe();
  const wanted = useDeferredValue(query.trim().normalize("NFC"));
  const asked = useQuery({
    queryKey: ["directory", me?.id, wanted],
    // Guests have none.
    queryFn: () => (isOutside(me) ? [] : found(client, wanted)),
    placeholderData: keepPreviousData,
  });
  const active = (asked.data ?? []).filter((person) => person.state === "active");
  return { people: active, state: asked.data ? "there" : asked.isError ? "failed" : "loading" };
}

export function isOutside(me: { readonly role: string } | null): boolean {
  return me?.role === "guest" || me?.role === "visitor";
}

async function found(client: Client, query: string): Promise<readonly Profile[]> {
  const first = valueOf(await people.list(client, query, null)).people;
  if (first.length > 0 || query === "") return first;
  const retyped = [convertQwertyToHangul(query), convertHangulToQwerty(query)].find((one) => one !== query);
  return retyped === undefined ? first : valueOf(await people.list(client, retyped, null)).people;
}
