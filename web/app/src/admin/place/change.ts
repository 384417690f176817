// What of a form about the place is worth sending.
import type { HouseChange, HouseFace } from "../../api/house.ts";

/** What others may have changed meanwhile stays as it is. */
export function onlyChanged(face: HouseFace, wish: HouseChange): HouseChange {
  const before = {
    ...face,
    plain_doors: face.plain_doors ?? null,
    messages_a_minute: face.messages_a_minute ?? null,
    arrivals_a_minute: face.arrivals_a_minute ?? null,
  };
  const entries = Object.entries(wish) as [keyof HouseChange, unknown][];
  return Object.fromEntries(entries.filter(([name, value]) => before[name] !== value));
}
