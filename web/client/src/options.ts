// What a client may be given. Everything of the outside world comes through here.
import { type Clock, systemClock } from "./clock.js";
import { browserEnvironment, type Environment } from "./environment.js";
import { memoryStorage, type Storage } from "./storage.js";

/** As much of a WebSocket as is used. */
export interface Socket {
  readonly readyState: number;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  send(text: string): void;
  close(code?: number, reason?: string): void;
}
export type SocketMaker = new (url: string, protocols?: string | string[]) => Socket;
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

export interface ClientOptions {
  /** HTTP origin of the server; '' is the page's own. */
  url?: string;
  /** Bearer token instead of the cookie. */
  token?: string;
  /** How a sign-in is remembered: by the browser's cookie, or by a token in memory. */
  keep?: "cookie" | "token";
  WebSocket?: SocketMaker;
  fetch?: Fetch;
  storage?: Storage;
  clock?: Clock;
  /** In [0, 1), as Math.random. */
  random?: () => number;
  environment?: Environment;
  /** Of the program, as told to the server. */
  name?: string;
  version?: string;
}

export type World = Required<Omit<ClientOptions, "token">> & { token: string | null };

export function worldOf(options: ClientOptions): World {
  return {
    url: originOf(options.url ?? ""),
    token: options.token ?? null,
    keep: options.keep ?? (typeof location === "undefined" ? "token" : "cookie"),
    WebSocket: options.WebSocket ?? globalThis.WebSocket,
    fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
    storage: options.storage ?? memoryStorage(),
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
    environment: options.environment ?? browserEnvironment(),
    name: options.name ?? "madang-client",
    version: options.version ?? "0.1.0",
  };
}

function originOf(url: string): string {
  const origin = url === "" && typeof location !== "undefined" ? location.origin : url;
  return origin.replace(/\/+$/, "");
}
