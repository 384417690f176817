// Links by which people come in. Their keys travel in fragments and bodies, never in paths.
import type { Client, Person, Result } from "@madang/client";

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

export const invitations = {
  look: (client: Client, key: string) => client.ask<InvitationFace>("POST", "/invitations/look", { key }),
  accept: (client: Client, acceptance: Acceptance): Promise<Result<Person>> =>
    client.enter("/invitations/accept", { ...acceptance }),
};
