// The rooms of the house, as those who look after it see them.
import type { Client } from "@madang/client";
import { withQuery } from "./queries.ts";

export type RoomKind = "public" | "private" | "open" | "direct";

export interface RoomFace {
  readonly id: string;
  readonly name: string;
  readonly topic: string;
  readonly kind: RoomKind;
  readonly temporary: boolean;
  readonly announcement: boolean;
  readonly archived: boolean;
  readonly created_at: string;
}

export interface RoomEntry {
  readonly room: RoomFace;
  readonly seq: number;
}

export interface RoomsPage {
  readonly rooms: readonly RoomEntry[];
  readonly next: string | null;
}

const pictureOf = (id: string) => `/rooms/${encodeURIComponent(id)}/picture`;

export const rooms = {
  setPicture: (client: Client, id: string, picture: Blob) => client.ask("PUT", pictureOf(id), picture),
  dropPicture: (client: Client, id: string) => client.ask("DELETE", pictureOf(id)),
  list: (client: Client, query: string, after: string | null) =>
    client.ask<RoomsPage>("GET", withQuery("/rooms", { query, after, limit: 100 })),
  get: (client: Client, id: string) => client.ask<RoomEntry>("GET", `/rooms/${encodeURIComponent(id)}`),
  archive: (client: Client, id: string, archived: boolean) =>
    client.ask("PATCH", `/rooms/${encodeURIComponent(id)}`, { archived }),
};
