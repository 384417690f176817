// Doing something right away, without a question before: what went wrong is said at the foot of the page.
import type { Client, Result } from "@madang/client";
import { useClient } from "@madang/react";
import { useSayWhyNot } from "../../shell/said.tsx";

export type Deed<T = unknown> = (client: Client) => Promise<Result<T>>;

/** Answers what came of it, or null when it was refused. */
export function useDo(): <T>(deed: Deed<T>) => Promise<{ readonly value: T } | null> {
  const client = useClient();
  const sayWhyNot = useSayWhyNot();
  return async (deed) => {
    const result = await deed(client);
    if (result.ok) return { value: result.value };
    sayWhyNot(result.code);
    return null;
  };
}
