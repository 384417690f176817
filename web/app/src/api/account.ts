// What is mine: how others see me, how I come in, and taking it all with me.
import type { Client } from "@madang/client";

export interface Status {
  readonly emoji: string;
  readonly text: string;
  /** When it goes by itself; null is never. */
  readonly until: string | null;
}

export interface MyProfile {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly handle: string | null;
  readonly picture: string | null;
  readonly title: string;
  readonly status: Status | null;
  readonly time_zone: string | null;
  readonly locale: string | null;
}
export type ProfileChange = Partial<Pick<MyProfile, "name" | "title" | "status" | "time_zone" | "locale">>;

/** Me, as another house knows me. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
  readonly created_at: string;
}

export interface Account {
  readonly handle: string;
  readonly email: string | null;
  readonly email_verified: boolean;
  readonly password: boolean;
  readonly totp: boolean;
  readonly recovery_codes: number;
  readonly identities: readonly Identity[];
}

export const account = {
  profile: (client: Client) => client.ask<MyProfile>("GET", "/people/me"),
  change: (client: Client, change: ProfileChange) => client.ask<MyProfile>("PATCH", "/people/me", change),
  setPicture: (client: Client, picture: Blob) => client.ask("PUT", "/people/me/picture", picture),
  dropPicture: (client: Client) => client.ask("DELETE", "/people/me/picture"),
  get: (client: Client) => client.ask<Account>("GET", "/people/me/account"),
  setPassword: (client: Client, old: string, next: string) =>
    client.ask("PUT", "/people/me/password", { old, new: next }),
  setHandle: (client: Client, handle: string) => client.ask("PUT", "/people/me/handle", { handle }),
  setEmail: (client: Client, email: string, password: string) =>
    client.ask("PUT", "/people/me/email", { email, password }),
  /** With the key of the mail that went there. */
  verifyEmail: (client: Client, key: string) => client.ask("POST", "/people/me/email/verified", { key }),
  /** A new secret for an authenticator app; it counts once a code of it was shown. */
  startTotp: (client: Client, password: string) =>
    client.ask<{ secret: string; url: string }>("POST", "/people/me/totp", { password }),
  confirmTotp: (client: Client, code: string) =>
    client.ask<{ recovery_codes: string[] }>("PUT", "/people/me/totp", { code }),
  stopTotp: (client: Client, password: string) => client.ask("DELETE", "/people/me/totp", { password }),
  /** All earlier ones are void. */
  renewCodes: (client: Client, password: string, code: string) =>
    client.ask<{ recovery_codes: string[] }>("POST", "/people/me/recovery-codes", { password, code }),
  unlink: (client: Client, { issuer, subject }: Identity, password: string) =>
    client.ask("DELETE", "/people/me/identities", { issuer, subject, password }),
  leave: (client: Client, password: string) => client.ask("DELETE", "/people/me", { password }),
  /** A download. */
  exported: "/api/people/me/export",
};
