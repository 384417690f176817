// Messages that somebody reported, and what became of that.
import type { Client } from "@madang/client";
import { withQuery } from "./queries.ts";

export type Outcome = "deleted" | "dismissed";

export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface Report {
  readonly id: string;
  readonly room: string;
  readonly message: string;
  readonly reporter: string;
  readonly reason: string;
  readonly created_at: string;
  readonly closed_at: string | null;
  readonly outcome: Outcome | null;
}

export const reports = {
  list: (client: Client, open: boolean) =>
    client.ask<{ reports: readonly Report[] }>("GET", withQuery("/reports", { open: String(open) })),
  close: (client: Client, id: string, outcome: Outcome) =>
    client.ask("PATCH", `/reports/${encodeURIComponent(id)}`, { outcome }),
};
