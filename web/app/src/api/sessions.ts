// Coming in, the places where one is signed in, and tokens for programs.
import type { Client, Person, Result } from "@madang/client";

export interface SessionEntry {
  readonly id: string;
  readonly kind: "browser" | "phone" | "token";
  /** User-Agent, as it was sent. */
  readonly agent: string;
  readonly address: string;
  readonly created_at: string;
  readonly seen_at: string;
  readonly current: boolean;
}

/** A one-time link and how long it is good. */
export interface TimedLink {
  readonly url: string;
  readonly expires_at: string;
}

/** What the key of a link opens, and whose account that is. */
export interface Opens {
  readonly opens: "password" | "phone";
  readonly name: string;
  readonly handle: string;
}

export interface Login {
  readonly login: string;
  readonly password: string;
  readonly code?: string;
}
export interface Registered {
  readonly name: string;
  readonly handle: string;
  readonly password: string;
  readonly email?: string;
}

export const sessions = {
  arrive: (client: Client, name: string, room?: string): Promise<Result<Person>> =>
    client.enter("/session", room === undefined ? { name } : { name, room }),
  signIn: (client: Client, login: Login): Promise<Result<Person>> =>
    client.enter("/session/password", { ...login }),
  register: (client: Client, person: Registered): Promise<Result<Person>> =>
    client.enter("/session/register", { ...person }),
  list: (client: Client) => client.ask<{ sessions: SessionEntry[] }>("GET", "/sessions"),
  end: (client: Client, id: string) => client.ask("DELETE", `/sessions/${encodeURIComponent(id)}`),
  endOthers: (client: Client) => client.ask("DELETE", "/sessions"),
  /** For the screen of a desktop: a phone that opens the link is signed in. */
  invitePhone: (client: Client) => client.ask<TimedLink & { key: string }>("POST", "/session/phone"),
  look: (client: Client, key: string) => client.ask<Opens>("POST", "/tickets/look", { key }),
  claimPhone: (client: Client, key: string): Promise<Result<Person>> =>
    client.enter("/session/phone/claim", { key }),
  forgot: (client: Client, login: string) => client.ask("POST", "/password/forgotten", { login }),
  reset: (client: Client, key: string, password: string) =>
    client.ask("POST", "/password/reset", { key, password }),
  oidc: (to: string) => `/api/oidc/start?to=${encodeURIComponent(to)}`,
};
