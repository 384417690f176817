// What the report of an erasure says, as numbers.
import type { ErasureReport } from "../../api/people.ts";

/** How many of each; what was there or not is one or none. */
export function countsOf(report: ErasureReport): (readonly [string, number])[] {
  return Object.entries(report).flatMap(([what, found]) => {
    if (typeof found === "number") return [[what, found] as const];
    if (typeof found === "boolean") return [[what, Number(found)] as const];
    return Array.isArray(found) ? [[what, found.length] as const] : [];
  });
}
