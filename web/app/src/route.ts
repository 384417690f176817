// Where one is, in the address bar: four places, so no router library (docs/decisions).
import { useSyncExternalStore } from "react";

export type Route =
  | { readonly page: "home" }
  | { readonly page: "rooms" }
  | { readonly page: "room"; readonly roomId: string; readonly people: boolean }
  | { readonly page: "nowhere" };

export function parseRoute(path: string, search = ""): Route {
  const parts = path.split("/").filter(Boolean);
  const [first, second, ...rest] = parts;
  if (first === undefined) return { page: "home" };
  if (first === "rooms" && second === undefined) return { page: "rooms" };
  if (first === "r" && second !== undefined && rest.length === 0) {
    const roomId = decode(second);
    if (roomId !== null) return { page: "room", roomId, people: new URLSearchParams(search).has("people") };
  }
  return { page: "nowhere" };
}

export function hrefOf(route: Route): string {
  switch (route.page) {
    case "home":
    case "nowhere":
      return "/";
    case "rooms":
      return "/rooms";
    case "room":
      return `/r/${encodeURIComponent(route.roomId)}${route.people ? "?people" : ""}`;
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
  current ??= parseRoute(location.pathname, location.search);
  return current;
}

export function navigate(route: Route, { replace = false } = {}): void {
  const href = hrefOf(route);
  if (href === location.pathname + location.search) return;
  if (!replace) depth += 1;
  history[replace ? "replaceState" : "pushState"]({ depth }, "", href);
  changed();
}

/** Back to where one came from, or, for who came by a link, to a place that makes sense. */
export function goBack(otherwise: Route): void {
  if (depth > 0) history.back();
  else navigate(otherwise, { replace: true });
}

export function useRoute(): Route {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, currentRoute);
}
