// All that somebody tells of themselves; null while it is on its way, false where nobody tells it.
import { useEffect, useState } from "react";
import { useClient } from "@madang/react";
import { people, type Profile } from "../api/people.ts";

export function useProfile(person: string): Profile | null | false {
  const client = useClient();
  const [found, setFound] = useState<Profile | null | false>(null);
  useEffect(() => {
    let here = true;
    void people.get(client, person).then((answer) => {
      if (here) setFound(answer.ok && answer.value);
    });
    return () => void (here = false);
  }, [client, person]);
  return found;
}
