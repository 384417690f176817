// Looking things up over HTTP, and keeping what was found: TanStack Query over the client's `ask`. A refusal is
// an error here, because that is what a query knows; `refusalOf` gives it back. Only pages inside the house use it.
import { QueryClient, useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import type { Client, Refusal, Result } from "@madang/client";
import { useClient } from "@madang/react";

/** What is worth asking again by itself: the road was broken, or the house busy. */
const PASSING = new Set(["offline", "unavailable", "too_fast"]);

export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.message);
    this.name = "Refused";
    this.refusal = refusal;
  }
}

/** Of an error of a query; a bug of our own is told like one of the server's. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refused) return error.refusal;
  return { ok: false, code: "internal", message: String(error) };
}

export function newQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (count, error) => count < 2 && PASSING.has(refusalOf(error).code),
      },
    },
  });
}

export type Asking<T> = (client: Client) => Promise<Result<T>>;

/** What a question over HTTP is answered: `useAsked(["sessions"], sessions.list)`. */
export function useAsked<T>(key: readonly unknown[], asking: Asking<T>): UseQueryResult<T> {
  const client = useClient();
  return useQuery({ queryKey: key, queryFn: async () => valueOf(await asking(client)) });
}

/** Asks anew whatever begins with this key, and is done when it is here: after something was changed. */
export function useAskAnew(): (...key: readonly unknown[]) => Promise<void> {
  const queries = useQueryClient();
  return (...key) => queries.invalidateQueries({ queryKey: key });
}

/** The answer, or its refusal as an error: for `queryFn` and `mutationFn`. */
export function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Refused(result);
}
