// Whether I have an account, or only a name: guests, and everybody in a house that nobody owns yet.
import { useMe } from "@madang/react";
import { useHouse } from "../api/house.ts";

export type Standing = "account" | "guest" | "unclaimed";

export function useStanding(): Standing {
  const me = useMe();
  const { known } = useHouse();
  if (known.state === "there" && !known.house.claimed) return "unclaimed";
  return me?.role === "guest" ? "guest" : "account";
}
