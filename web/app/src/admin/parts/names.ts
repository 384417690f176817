// Logs name people and rooms by id only; here are the names they bear now. Who or what is gone has none.
import { useQueries } from "@tanstack/react-query";
import type { Client, Result } from "@madang/client";
import { useClient } from "@madang/react";
import { valueOf } from "../../api/asking.ts";
import { people } from "../../api/people.ts";
import { rooms } from "../../api/rooms.ts";

const STAYS_MS = 60_000;

export function usePeopleNames(ids: readonly string[]): ReadonlyMap<string, string> {
  return useNames("person", ids, people.get, (person) => person.name);
}

export function useRoomNames(ids: readonly string[]): ReadonlyMap<string, string> {
  return useNames("room", ids, rooms.get, ({ room }) => room.name);
}

function useNames<T>(
  kind: string,
  ids: readonly string[],
  get: (client: Client, id: string) => Promise<Result<T>>,
  name: (found: T) => string,
): ReadonlyMap<string, string> {
  const client = useClient();
  const unique = [...new Set(ids)].toSorted();
  return useQueries({
    queries: unique.map((id) => ({
      queryKey: [kind, id],
      queryFn: async () => valueOf(await get(client, id)),
      staleTime: STAYS_MS,
    })),
    combine: (found) =>
      new Map(
        found.flatMap(({ data }, at) => {
          const id = unique[at];
          return data === undefined || id === undefined ? [] : [[id, name(data)] as const];
        }),
      ),
  });
}
