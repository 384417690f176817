// Tokens with which programs speak for a person, within limits.
import type { Client } from "@madang/client";
import { withQuery } from "./queries.ts";

export type Right = "read" | "write";

export interface TokenEntry {
  readonly id: string;
  readonly name: string;
  readonly rights: readonly Right[];
  /** Ids; null is all of mine. */
  readonly rooms: readonly string[] | null;
  readonly created_at: string;
  readonly seen_at: string | null;
  readonly expires_at: string | null;
}

export interface TokenWish {
  readonly name: string;
  readonly rights: readonly Right[];
  readonly rooms: readonly string[] | null;
  readonly expires_at?: string;
  /** Of a bot that this token speaks for. */
  readonly bot?: string;
}

export const tokens = {
  /** Mine, or those of a bot. */
  list: (client: Client, bot: string | null = null) =>
    client.ask<{ tokens: TokenEntry[] }>("GET", withQuery("/tokens", { bot })),
  /** The token itself is told this once. */
  create: (client: Client, wish: TokenWish) =>
    client.ask<TokenEntry & { token: string }>("POST", "/tokens", wish),
  revoke: (client: Client, id: string) => client.ask("DELETE", `/tokens/${encodeURIComponent(id)}`),
};
