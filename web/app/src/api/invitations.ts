// Links by which people come in. Their keys travel in fragments and bodies, never in paths.
import type { Client, Person, Result } from "@madang/client";
import type { Role } from "./people.ts";
import { withQuery } from "./queries.ts";

export interface InvitationFace {
  readonly house: string;
  readonly role: string;
  readonly rooms: readonly { readonly id: string; readonly name: string }[];
  /** The name of who invites. */
  readonly by: string;
}

export interface Acceptance {
  readonly key: string;
  readonly name: string;
  readonly handle?: string;
  readonly password?: string;
  readonly email?: string;
}

/** As those who look after the house see it. */
export interface Invitation {
  readonly id: string;
  readonly role: Role;
  readonly rooms: readonly string[];
  readonly note: string;
  readonly by: string;
  readonly created_at: string;
  readonly expires_at: string | null;
  /** How often it may be used; null: any number of times. */
  readonly uses: number | null;
  readonly used: number;
  readonly revoked_at: string | null;
}

export interface InvitationWish {
  readonly role: Role;
  readonly rooms: readonly string[];
  /** Seconds. */
  readonly expires_in: number | null;
  readonly uses: number | null;
  readonly note: string;
}

/** Somebody who came by an invitation. */
export interface InvitationUse {
  readonly person: string;
  readonly at: string;
}

const LIMIT = 200;

const of = (id: string) => `/invitations/${encodeURIComponent(id)}`;

export const invitations = {
  list: (client: Client, before: string | null = null) =>
    client.ask<{ invitations: readonly Invitation[] }>(
      "GET",
      withQuery("/invitations", { before, limit: LIMIT }),
    ),
  LIMIT,
  /** The link is told this once. */
  make: (client: Client, wish: InvitationWish) =>
    client.ask<Invitation & { url: string }>("POST", "/invitations", wish),
  revoke: (client: Client, id: string) => client.ask("DELETE", of(id)),
  uses: (client: Client, id: string) =>
    client.ask<{ uses: readonly InvitationUse[] }>("GET", `${of(id)}/uses`),
  look: (client: Client, key: string) => client.ask<InvitationFace>("POST", "/invitations/look", { key }),
  accept: (client: Client, acceptance: Acceptance): Promise<Result<Person>> =>
    client.enter("/invitations/accept", { ...acceptance }),
};
