// All that somebody tells of themselves; null while it is on its way, false where nobody tells it.
import { useEffect, useState } from "react";
import { statusesOf, useClient, useMe } from "@madang/react";
import { people, type Profile } from "../api/people.ts";
import { isOutside } from "./useDirectory.ts";

/** Guests have no directory, and passing guests no profile. */
export function useProfile(person: string, role: string): Profile | null | false {
  const client = useClient();
  const closed = isOutside(useMe()) || role === "visitor";
  const [found, setFound] = useState<Profile | null | false>(null);
  useEffect(() => {
    if (closed) return;
    let here = true;
    void people.get(client, person).then((answer) => {
      if (answer.ok) statusesOf(client).learn(person, answer.value.status ?? null);
      if (here) setFound(answer.ok && answer.value);
    });
    return () => void (here = false);
  }, [client, person, closed]);
  return closed ? false : found;
}
