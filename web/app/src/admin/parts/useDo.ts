// Doing something right away, without a question before: what went wrong is said at the foot of the page.
import type { Client, Result } from "@madang/client";
import { useClient } from "@madang/react";
import { useWords, whyRefused } from "@madang/react/ui";
import { useAdminWords } from "../words/words.ts";
import { useNotice } from "./Notice.tsx";

export type Deed<T = unknown> = (client: Client) => Promise<Result<T>>;

/** Answers what came of it, or null when it was refused. */
export function useDo(): <T>(deed: Deed<T>) => Promise<{ readonly value: T } | null> {
  const client = useClient();
  const say = useNotice();
  const words = useAdminWords();
  const common = useWords();
  return async (deed) => {
    const result = await deed(client);
    if (result.ok) return { value: result.value };
    say(words.notDone(whyRefused(result.code, common)));
    return null;
  };
}
