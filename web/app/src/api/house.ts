// What anybody may know of the house before coming in, and what its owners change of it.
import { useEffect, useSyncExternalStore } from "react";
import type { Client, Person, Place, Result } from "@madang/client";
import { useClient } from "@madang/react";
import type { RoomKind } from "./rooms.ts";

export type Registration = "invitation" | "open" | "closed";

export interface HouseFace {
  readonly name: string;
  readonly welcome: string;
  /** `#rrggbb`, or nothing. */
  readonly color: string;
  /** Address of a picture. */
  readonly logo: string | null;
  readonly claimed: boolean;
  /** This visitor may become the owner without a key. */
  readonly may_claim: boolean;
  readonly registration: Registration;
  /** For those who may change it. */
  readonly plain_doors?: boolean | null;
  /** What one person may say; null: what the house can bear. For those who may change it, like the next. */
  readonly messages_a_minute?: number | null;
  /** How many may come or sign in from one address. */
  readonly arrivals_a_minute?: number | null;
  /** That one asked for: told of only if guests may come into it. */
  readonly room?: OpenRoom | null;
  readonly sign_in: { readonly mail: boolean; readonly oidc: { readonly name: string } | null };
}

export interface OpenRoom {
  readonly id: string;
  readonly name: string;
}

export interface Claim {
  readonly house: string;
  /** What the room is called where everybody arrives. */
  readonly home: string;
  readonly name: string;
  readonly handle: string;
  readonly password: string;
  readonly email?: string;
  /** Of the link that the server printed at its start. */
  readonly key?: string;
}

/** What owners change; what is not named stays. */
export interface HouseChange {
  readonly name?: string;
  readonly welcome?: string;
  readonly color?: string;
  readonly registration?: Registration;
  /** null: open as long as the server listens to its own machine only. */
  readonly plain_doors?: boolean | null;
  readonly messages_a_minute?: number | null;
  readonly arrivals_a_minute?: number | null;
}

export interface StoredRoom {
  readonly id: string;
  readonly name: string;
  readonly kind: RoomKind;
  readonly messages: number;
  readonly bytes: number;
}

export const house = {
  change: (client: Client, change: HouseChange) => client.ask<HouseFace>("PATCH", "/house", change),
  setLogo: (client: Client, picture: Blob) => client.ask("PUT", "/house/logo", picture),
  dropLogo: (client: Client) => client.ask("DELETE", "/house/logo"),
  storage: (client: Client) => client.ask<{ rooms: readonly StoredRoom[] }>("GET", "/house/storage"),
  look: (client: Client): Promise<Result<HouseFace>> => client.ask("GET", "/house"),
  /** With the room that a link leads to. */
  lookFor: (client: Client, room: string): Promise<Result<HouseFace>> =>
    client.ask("GET", `/house?room=${encodeURIComponent(room)}`),
  claim: (client: Client, claim: Claim): Promise<Result<Person>> =>
    client.enter("/house/owner", { ...claim }),
};

export type KnownHouse =
  | { readonly state: "loading" }
  | { readonly state: "failed" }
  | { readonly state: "there"; readonly house: HouseFace };

/** The face of the house, held once for the page: the door and the rooms show the same. */
class Face {
  #known: KnownHouse = { state: "loading" };
  #asked = false;
  readonly #client: Client;
  readonly #listeners = new Set<() => void>();

  constructor(client: Client) {
    this.#client = client;
    client.place.subscribe(() => this.#told(client.place.get()));
  }

  readonly get = (): KnownHouse => this.#known;
  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly once = (): void => {
    if (!this.#asked) void this.look();
  };

  readonly look = async (): Promise<void> => {
    this.#asked = true;
    const answer = await house.look(this.#client);
    if (answer.ok) this.#set({ state: "there", house: answer.value });
    // What was known stays true enough.
    else if (this.#known.state !== "there") this.#set({ state: "failed" });
  };

  /** Somebody changed it while one is inside. */
  #told(place: Place | null): void {
    if (place === null || this.#known.state !== "there") return;
    const { name, welcome, color, claimed, registration, logo } = this.#known.house;
    const same = name === place.name && welcome === place.welcome && color === place.color;
    const pictured = (logo === null) === (place.logo === null) && (logo ?? "").endsWith(place.logo ?? "");
    const open = claimed === place.claimed && registration === place.registration;
    if (!same || !pictured || !open) void this.look();
  }

  #set(known: KnownHouse): void {
    this.#known = known;
    for (const listener of [...this.#listeners]) listener();
  }
}

const faces = new WeakMap<Client, Face>();

export function faceOf(client: Client): Face {
  const held = faces.get(client);
  if (held) return held;
  const made = new Face(client);
  faces.set(client, made);
  return made;
}

/** The house as anybody sees it, and the way to look again after something was changed. */
export function useHouse(): { known: KnownHouse; look: () => Promise<void> } {
  const face = faceOf(useClient());
  useEffect(() => face.once(), [face]);
  return { known: useSyncExternalStore(face.subscribe, face.get), look: face.look };
}
