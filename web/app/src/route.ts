// Where one is, in the address bar: a handful of places, so no router library (docs/decisions). Keys of links travel in
// the fragment, which no server and no log ever sees.
import { useSyncExternalStore } from "react";

const DOOR_PAGES = ["setup", "sign-in", "register", "forgotten", "join", "reset", "phone", "email"] as const;
/** Pages for who is not in yet; some of them also for who is. */
export type DoorPage = (typeof DOOR_PAGES)[number];

export const ACCOUNT_SECTIONS = ["profile", "security", "devices", "tokens", "data"] as const;
export type AccountSection = (typeof ACCOUNT_SECTIONS)[number];

/** The pages of the administration, in the order in which they stand there. */
export const ADMIN_SECTIONS = [
  "people",
  "rooms",
  "invitations",
  "place",
  "reports",
  "audit",
  "storage",
] as const;
export type AdminSection = (typeof ADMIN_SECTIONS)[number];

export type Route =
  | { readonly page: "home" }
  | { readonly page: "rooms" }
  | { readonly page: DoorPage }
  | { readonly page: "account"; readonly section: AccountSection | null }
  | { readonly page: "room"; readonly roomId: string; readonly people: boolean }
  /** Without a section: the list of them, and where there is room for two panes the first one. */
  | { readonly page: "admin"; readonly section: AdminSection | null; readonly id: string | null }
  | { readonly page: "nowhere" };

/** Where everybody comes to who is new. */
export const HOME = { page: "room", roomId: "madang", people: false } as const satisfies Route;

export function parseRoute(path: string, search = ""): Route {
  const parts = path.split("/").filter(Boolean);
  const [first, second, ...rest] = parts;
  if (first === undefined) return { page: "home" };
  if (first === "rooms" && second === undefined) return { page: "rooms" };
  if (first === "r" && second !== undefined && rest.length === 0) {
    const roomId = decode(second);
    if (roomId !== null) return { page: "room", roomId, people: new URLSearchParams(search).has("people") };
  }
  if (first === "account" && rest.length === 0) {
    const section = ACCOUNT_SECTIONS.find((one) => one === second);
    if (section !== undefined || second === undefined) return { page: "account", section: section ?? null };
  }
  if (first === "admin" && rest.length <= 1) return parseAdmin(second, rest[0]);
  const door = DOOR_PAGES.find((one) => one === first);
  if (door !== undefined && second === undefined) return { page: door };
  return { page: "nowhere" };
}

export function isDoor(page: Route["page"]): page is DoorPage {
  return DOOR_PAGES.some((one) => one === page);
}

function parseAdmin(section?: string, id?: string): Route {
  if (section === undefined) return { page: "admin", section: null, id: null };
  const known = ADMIN_SECTIONS.find((one) => one === section);
  const decoded = id === undefined ? null : decode(id);
  if (known === undefined || (id !== undefined && decoded === null)) return { page: "nowhere" };
  return { page: "admin", section: known, id: decoded };
}

export function hrefOf(route: Route): string {
  switch (route.page) {
    case "home":
    case "nowhere":
      return "/";
    case "rooms":
      return "/rooms";
    case "account":
      return route.section === null ? "/account" : `/account/${route.section}`;
    case "setup":
    case "sign-in":
    case "register":
    case "forgotten":
    case "join":
    case "reset":
    case "phone":
    case "email":
      return `/${route.page}`;
    case "room":
      return `/r/${encodeURIComponent(route.roomId)}${route.people ? "?people" : ""}`;
    case "admin": {
      const parts = [route.section, route.id && encodeURIComponent(route.id)];
      return ["/admin", ...parts.filter((part) => part !== null)].join("/");
    }
  }
}

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part).normalize("NFC");
  } catch {
    return null;
  }
}

const listeners = new Set<() => void>();
let current: Route | null = null;
/** How many entries of this visit lie behind: whether "back" stays in the house. */
let depth = 0;

function changed(): void {
  current = null;
  for (const listener of listeners) listener();
}

addEventListener("popstate", (event) => {
  depth = (event.state as { depth?: number } | null)?.depth ?? 0;
  changed();
});

export function currentRoute(): Route {
  current ??= routeHere();
  return current;
}

export function navigate(route: Route, { replace = false } = {}): void {
  const href = hrefOf(route);
  if (href === location.pathname + location.search + location.hash) return;
  if (!replace) depth += 1;
  history[replace ? "replaceState" : "pushState"]({ depth }, "", href);
  changed();
}

type Hold = (to: Route) => boolean;
let hold: Hold | null = null;

/** Asks before a link is followed: true keeps one here. Answers how to let go. */
export function holdLinks(ask: Hold): () => void {
  hold = ask;
  return () => {
    if (hold === ask) hold = null;
  };
}

/** As `navigate`, by somebody who presses a link. */
export function follow(route: Route, options: { replace?: boolean } = {}): void {
  if (hold?.(route) !== true) navigate(route, options);
}

const VERIFYING = /^verify=/;

/** Where this address leads: a link in a mail names the account, and means its address (`/account#verify=KEY`). */
function routeHere(): Route {
  const route = parseRoute(location.pathname, location.search);
  return route.page === "account" && VERIFYING.test(location.hash.slice(1)) ? { page: "email" } : route;
}

/** The key in the fragment of a link: `/join#KEY`. */
export function keyOfLink(): string {
  return decode(location.hash.slice(1).replace(VERIFYING, "")) ?? "";
}

/** Back to where one came from, or, for who came by a link, to a place that makes sense. */
export function goBack(otherwise: Route): void {
  if (hold?.(otherwise)) return;
  if (depth > 0) history.back();
  else navigate(otherwise, { replace: true });
}

export function useRoute(): Route {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, currentRoute);
}
