// What the test server does about rooms and their people: all that goes over HTTP and is no message.
import type { Person, Preferences, RoomState } from "../wire.gen.js";
import { type Desk, type Outcome, Refusing } from "./commands.js";
import type { ServerRoom } from "./room.js";

/** What came of it, and its answer over HTTP; undefined: there is no such door. */
export interface Acted {
  readonly body?: unknown;
  readonly outcome?: Outcome;
}

type Body = { readonly [field: string]: unknown };

const STAFF = new Set(["owner", "admin"]);
const AS_IT_COMES: Preferences = { notify: "all", favourite: false, section: "", order: 0 };

export function act(
  desk: Desk,
  me: Person,
  what: string,
  body: Body,
  query: URLSearchParams,
): Acted | undefined {
  const [method = "", first = "", ...parts] = what.split(/[ /]+/).map((part) => decodeURIComponent(part));
  if (first === "people") return aboutPeople(desk, me, method, parts, query);
  if (first !== "rooms") return undefined;
  if (method === "GET" && parts.length === 0) return { body: found(desk, me, query) };
  if (method === "POST" && parts[0] === "direct") return direct(desk, me, body);
  const room = desk.room(parts[0] ?? "");
  if (room === undefined) return undefined;
  switch (`${method} ${parts[1] ?? ""}`) {
    case "PATCH ":
      return edit(me, room, body);
    case "PUT members":
      return add(desk, me, room, parts[2] ?? "");
    case "DELETE members":
      return remove(desk, me, room, parts[2] ?? "");
    case "PATCH members":
      return change(desk, me, room, parts[2] ?? "", body);
    case "PUT preferences":
      return prefer(me, room, body);
    case "POST messages":
      return parts[3] === "reports" ? report(desk, me, room, parts[2] ?? "", body) : undefined;
    default:
      return undefined;
  }
}

function found(desk: Desk, me: Person, query: URLSearchParams): { rooms: RoomState[]; next: string | null } {
  const text = query.get("query")?.toLowerCase() ?? "";
  const seen = desk
    .rooms()
    .filter((room) => room.has(me.id) || room.isSeenBy(me))
    .filter(({ face }) => face.kind !== "direct" && face.name.toLowerCase().includes(text));
  const at = query.get("after") === null ? 0 : seen.findIndex(({ id }) => id === query.get("after")) + 1;
  const page = seen.slice(at, at + Number(query.get("limit") ?? 100));
  const more = at + page.length < seen.length;
  return { rooms: page.map((room) => room.state(me.id)), next: more ? (page.at(-1)?.id ?? null) : null };
}

function direct(desk: Desk, me: Person, { id, people }: Body): Acted {
  const all = new Set([me.id, ...(people as string[])]);
  if (all.size > 12) throw new Refusing("too_many", "A direct room is for twelve people at most.");
  const same = desk
    .rooms()
    .find(
      ({ face, members }) =>
        face.kind === "direct" && members.size === all.size && [...all].every((one) => members.has(one)),
    );
  if (same !== undefined) return { body: same.state(me.id) };
  const room = desk.makeRoom(String(id), "", "");
  room.face = { ...room.face, kind: "direct" };
  const events = [...all].map((one) => room.setMember(desk.person(one), false, desk.now()));
  const entered = [...all].map((person) => ({ room, person }));
  return { body: room.state(me.id), outcome: { answer: {}, events, entered } };
}

function edit(me: Person, room: ServerRoom, body: Body): Acted {
  mustLookAfter(me, room);
  const event = room.change(body);
  return { body: room.state(me.id), outcome: { answer: {}, events: [event] } };
}

function add(desk: Desk, me: Person, room: ServerRoom, person: string): Acted {
  mustBeIn(me, room);
  if (room.has(person)) return {};
  const events = [room.setMember(desk.person(person), false, desk.now())];
  return { outcome: { answer: {}, events, entered: [{ room, person }] } };
}

function remove(desk: Desk, me: Person, room: ServerRoom, person: string): Acted {
  mustLookAfter(me, room);
  if (!room.has(person)) return {};
  const events = [room.setMember(desk.person(person), true, desk.now())];
  return { outcome: { answer: {}, events, removed: [{ room: room.id, person }] } };
}

function change(desk: Desk, me: Person, room: ServerRoom, person: string, body: Body): Acted {
  mustLookAfter(me, room);
  const { admin, silenced_for } = body as { admin?: boolean; silenced_for?: number };
  const until = silenced_for ? new Date(Date.parse(desk.now()) + silenced_for * 1000).toISOString() : null;
  const event = room.setStanding(person, {
    ...(admin === undefined ? {} : { admin }),
    ...(silenced_for === undefined ? {} : { silenced_until: until }),
  });
  return { outcome: { answer: {}, events: [event] } };
}

function prefer(me: Person, room: ServerRoom, body: Body): Acted {
  mustBeIn(me, room);
  const preferences = { ...(room.preferences.get(me.id) ?? AS_IT_COMES), ...body };
  room.preferences.set(me.id, preferences);
  const frame = { type: "preferences", room: room.id, preferences } as const;
  return { body: preferences, outcome: { answer: {}, personal: [frame] } };
}

function report(desk: Desk, me: Person, room: ServerRoom, message: string, body: Body): Acted {
  mustBeIn(me, room);
  if (room.find(message) === undefined) throw new Refusing("not_found", "There is no such message.");
  desk.reports.push({ person: me.id, message, reason: String(body["reason"]) });
  return {};
}

function aboutPeople(
  desk: Desk,
  me: Person,
  method: string,
  parts: string[],
  query: URLSearchParams,
): Acted | undefined {
  const [first = "", second, third = ""] = parts;
  if (first === "me" && second === "blocks") return blocks(desk, me, method, third);
  if (method !== "GET" || second !== undefined || first === "me") return undefined;
  if (me.role === "guest") throw new Refusing("forbidden", "Guests do not see the directory.");
  if (first !== "") return { body: profile(desk, desk.person(first)) };
  const text = query.get("query")?.toLowerCase() ?? "";
  const people = desk.people().filter(({ name }) => name.toLowerCase().includes(text));
  return { body: { people: people.map((person) => profile(desk, person)), next: null } };
}

function blocks(desk: Desk, me: Person, method: string, person: string): Acted {
  const blocked = desk.blocks(me.id);
  if (method === "PUT") blocked.add(person);
  if (method === "DELETE") blocked.delete(person);
  const people = [...blocked];
  if (method === "GET") return { body: { people } };
  return { outcome: { answer: {}, personal: [{ type: "blocks", people }] } };
}

function profile(desk: Desk, { id, name, role, picture }: Person) {
  const rest = { title: "", status: null, time_zone: "Asia/Seoul", state: "active", joined_at: desk.now() };
  return { id, name, handle: name.toLowerCase(), role, picture, ...rest };
}

function mustBeIn(me: Person, room: ServerRoom): void {
  if (!room.has(me.id)) throw new Refusing("not_a_member", "Join the room first.");
}

function mustLookAfter(me: Person, room: ServerRoom): void {
  if (room.members.get(me.id)?.admin !== true && !STAFF.has(me.role))
    throw new Refusing("forbidden", "Only who looks after the room may do this.");
}
