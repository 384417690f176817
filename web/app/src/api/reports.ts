// Messages that somebody reported, and what became of that.
import type { Client } from "@madang/client";
import { withQuery } from "./queries.ts";

export type Outcome = "deleted" | "dismissed";

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

interface Named {
  readonly id: string;
  readonly name: string;
}

export interface ReportedMessage {
  readonly id: string;
  readonly author: string;
  readonly text: string;
  readonly created_at: string;
  readonly deleted: boolean;
}

/** With all that they speak of: the messages as they are now, who said them, who reported them, and where. */
export interface Reports {
  readonly reports: readonly Report[];
  readonly messages: readonly ReportedMessage[];
  readonly people: readonly (Named & { readonly picture: string | null })[];
  readonly rooms: readonly Named[];
}

const LIMIT = 200;

export const reports = {
  list: (client: Client, open: boolean, before: string | null = null) =>
    client.ask<Reports>("GET", withQuery("/reports", { open: String(open), before, limit: LIMIT })),
  LIMIT,
  /** As `deleted`, the message goes as well. */
  close: (client: Client, id: string, outcome: Outcome) =>
    client.ask("PATCH", `/reports/${encodeURIComponent(id)}`, { outcome }),
};
