// The HTTP doors of the test server: sessions, rooms, members and pages, as a `fetch`.
import type { Fetch } from "../options.js";
import type { Acted } from "./acts.js";
import { Refusing } from "./commands.js";
import type { Person } from "../wire.gen.js";
import type { ServerRoom } from "./room.js";

export interface Doors {
  readonly isDown: () => boolean;
  readonly person: (token: string) => Person | undefined;
  readonly signIn: (name: string) => { me: Person; token: string };
  readonly signOut: (person: string) => void;
  readonly rooms: () => ServerRoom[];
  /** What these people are up to. */
  readonly statuses: (of: readonly string[]) => { readonly [person: string]: unknown };
  /** Whatever is done about rooms and people; undefined: there is no such door. */
  readonly act: (
    me: Person,
    what: string,
    body: { readonly [field: string]: unknown },
    query: URLSearchParams,
  ) => Acted | undefined;
  readonly asked: (path: string) => void;
}

export function fetchOf(doors: Doors): Fetch {
  return async (url, init = {}) => {
    await Promise.resolve();
    if (doors.isDown()) throw new TypeError("fetch failed");
    const { pathname, searchParams } = new URL(url, "http://test.invalid");
    const path = pathname.replace(/^\/api/, "");
    doors.asked(path + (searchParams.size > 0 ? `?${searchParams}` : ""));
    const token = new Headers(init.headers).get("authorization")?.slice("Bearer ".length) ?? "";
    return answer(doors, `${init.method ?? "GET"} ${path}`, doors.person(token), searchParams, init);
  };
}

function answer(
  doors: Doors,
  what: string,
  me: Person | undefined,
  query: URLSearchParams,
  init: RequestInit,
): Response {
  if (what === "POST /session") return json(doors.signIn(nameIn(init.body)), 201);
  if (me === undefined) return problem(401, "no_session");
  if (what === "GET /session") return json({ me });
  if (what === "DELETE /session") return (doors.signOut(me.id), new Response(null, { status: 204 }));
  if (what === "GET /people/statuses") return json({ statuses: doors.statuses(query.getAll("of")) });
  const acted = tried(() => doors.act(me, what, bodyOf(init.body), query));
  if (acted instanceof Response) return acted;
  if (acted !== undefined)
    return acted.body === undefined ? new Response(null, { status: 204 }) : json(acted.body);
  const [, id = "", rest = "", message = ""] = /^GET \/rooms\/([^/]+)\/?([^/]*)\/?([^/]*)$/.exec(what) ?? [];
  const room = doors.rooms().find((other) => other.id === decodeURIComponent(id));
  if (room === undefined || !(room.has(me.id) || room.isSeenBy(me))) return problem(404, "not_found");
  return ofRoom(room, me, rest, message, query);
}

function ofRoom(
  room: ServerRoom,
  me: Person,
  what: string,
  message: string,
  query: URLSearchParams,
): Response {
  if (what === "") return json(room.state(me.id));
  if (what === "members") return json(membersOf(room));
  if (message === "") return json(room.page(query));
  const found = room.find(message);
  return found === undefined ? problem(404, "not_found") : json(found);
}

function membersOf(room: ServerRoom) {
  return { room: room.id, rev: room.rev, members: [...room.members.values()].filter(({ left }) => !left) };
}

function tried(work: () => Acted | undefined): Acted | undefined | Response {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusing) return problem(409, error.code);
    throw error;
  }
}

function bodyOf(body: RequestInit["body"]): { readonly [field: string]: unknown } {
  return typeof body === "string" ? JSON.parse(body) : {};
}

function nameIn(body: RequestInit["body"]): string {
  return typeof body === "string" ? JSON.parse(body).name : "";
}

function json(value: unknown, status = 200): Response {
  return new Response(JSON.stringify(value), { status, headers: { "content-type": "application/json" } });
}

function problem(status: number, code: string): Response {
  return json({ status, code, title: code, detail: `Refused: ${code}.` }, status);
}
