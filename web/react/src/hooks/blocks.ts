// Whose messages I do not want to see.
import { useObservable, useSelected } from "./observable.ts";
import { useClient } from "./provider.tsx";

export function useBlocked(): ReadonlySet<string> {
  return useObservable(useClient().blocked);
}

export function useIsBlocked(person: string): boolean {
  return useSelected(useClient().blocked, (people) => people.has(person));
}
