// The key of a link that opens one thing once: whose account it is for, before anything is asked.
import { useEffect, useState } from "react";
import { useClient } from "@madang/react";
import { sessions, type Opens } from "../api/sessions.ts";
import { keyOfLink } from "../route.ts";
import { NO_KEY } from "./Expired.tsx";

export interface TicketState {
  readonly key: string;
  /** Null as long as nobody knows. */
  readonly found: Opens | null;
  /** Why it is of no use, by its code. */
  readonly code: string | null;
  readonly refused: (code: string) => void;
}

export function useTicket(opens: Opens["opens"]): TicketState {
  const client = useClient();
  const [key] = useState(keyOfLink);
  const [found, setFound] = useState<Opens | null>(null);
  const [code, setCode] = useState(key === "" ? NO_KEY : null);
  useEffect(() => {
    if (key === "") return;
    let here = true;
    void sessions.look(client, key).then((answer) => {
      if (!here) return;
      if (!answer.ok) setCode(answer.code);
      else if (answer.value.opens !== opens) setCode("expired");
      else setFound(answer.value);
    });
    return () => void (here = false);
  }, [client, key, opens]);
  return { key, found, code, refused: setCode };
}
