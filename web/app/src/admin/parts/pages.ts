// Lists that come in pages, as one list.
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { Client, Result } from "@madang/client";
import { useClient } from "@madang/react";
import { valueOf } from "../../api/asking.ts";
import type { Asked } from "./States.tsx";

export interface Pages<T> extends Asked<readonly T[]> {
  /** null: that is all of them. */
  readonly more: (() => void) | null;
  /** More of them are on their way. */
  readonly busy: boolean;
}

export interface PageReading<A, T, C> {
  readonly ask: (client: Client, cursor: C | null) => Promise<Result<A>>;
  readonly items: (answer: A) => readonly T[];
  /** Where the next page begins; null: there is none. */
  readonly next: (answer: A) => C | null;
}

/** While a new key is asked for, the list of the one before stays in sight. */
export function usePages<A, T, C>(key: readonly unknown[], reading: PageReading<A, T, C>): Pages<T> {
  const client = useClient();
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: async ({ pageParam }) => valueOf(await reading.ask(client, pageParam as C | null)),
    initialPageParam: null,
    getNextPageParam: (answer: A) => reading.next(answer),
    placeholderData: keepPreviousData,
  });
  return {
    data: query.data?.pages.flatMap(reading.items),
    error: query.error,
    refetch: query.refetch,
    more: query.hasNextPage ? () => void query.fetchNextPage() : null,
    busy: query.isFetchingNextPage,
  };
}
