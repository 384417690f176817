// The people of the house, and what is done about them by those who look after it.
import type { Client } from "@madang/client";
import type { SessionEntry, TimedLink } from "./sessions.ts";
import { withQuery } from "./queries.ts";

export type Role = "owner" | "admin" | "member" | "bot" | "guest";
export type PersonState = "active" | "deactivated" | "banned" | "erased";

export interface Profile {
  readonly id: string;
  readonly name: string;
  readonly handle: string | null;
  readonly role: Role;
  readonly picture: string | null;
  readonly title: string;
  readonly status?: { readonly emoji: string; readonly text: string; readonly until: string | null } | null;
  readonly time_zone: string | null;
  readonly state: PersonState;
  readonly joined_at: string;
  /** Of a bot, one at a time: who made it, and alone makes tokens for it. */
  readonly maker?: string | null;
  /** For owners, of one person at a time. */
  readonly email?: string | null;
  /** Before that, anybody may have written it there. */
  readonly email_verified?: boolean;
}

export interface PeoplePage {
  readonly people: readonly Profile[];
  /** Cursor of the page after this one; null: that is all of them. */
  readonly next: string | null;
}

/** What went with an erased person: how many of each. */
export type ErasureReport = Readonly<Record<string, unknown>>;

const of = (id: string) => `/people/${encodeURIComponent(id)}`;

export const people = {
  list: (client: Client, query: string, after: string | null) =>
    client.ask<PeoplePage>("GET", withQuery("/people", { query, after, limit: 50 })),
  get: (client: Client, id: string) => client.ask<Profile>("GET", of(id)),
  change: (client: Client, id: string, change: { role?: Role; state?: "active" | "deactivated" }) =>
    client.ask<Profile>("PATCH", of(id), change),
  ban: (client: Client, id: string, purge: boolean) => client.ask("PUT", `${of(id)}/ban`, { purge }),
  unban: (client: Client, id: string) => client.ask("DELETE", `${of(id)}/ban`),
  erase: (client: Client, id: string) => client.ask<ErasureReport>("DELETE", of(id)),
  sessions: (client: Client, id: string) =>
    client.ask<{ sessions: SessionEntry[] }>("GET", `${of(id)}/sessions`),
  signOut: (client: Client, id: string) => client.ask("DELETE", `${of(id)}/sessions`),
  resetLink: (client: Client, id: string) => client.ask<TimedLink>("POST", `${of(id)}/reset-link`),
  newBot: (client: Client, name: string, handle: string) =>
    client.ask<Profile>("POST", "/people/bots", { name, handle }),
};
