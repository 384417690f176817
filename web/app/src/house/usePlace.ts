// What the house is called, and its logo. One that nobody owns yet has no name of its own.
import { useHouse, type HouseFace } from "../api/house.ts";

export function usePlace(): Pick<HouseFace, "name" | "logo"> | null {
  const { known } = useHouse();
  return known.state === "there" && known.house.claimed ? known.house : null;
}
