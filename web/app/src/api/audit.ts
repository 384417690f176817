// The log of what was done to the house, its people and its rooms.
import type { Client } from "@madang/client";
import { withQuery } from "./queries.ts";

export interface Act {
  readonly id: number;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string | null;
  readonly room: string | null;
  readonly about: Readonly<Record<string, unknown>>;
}

const LIMIT = 50;

export const audit = {
  list: (client: Client, action: string | null, before: number | null) =>
    client.ask<{ acts: readonly Act[] }>("GET", withQuery("/audit", { action, before, limit: LIMIT })),
  LIMIT,
  /** A download. */
  exported: "/api/audit/export",
};
