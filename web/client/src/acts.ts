// What is done about a room and its people, over HTTP: rare, and never on the way of a message. What
// came of it is told by the socket, like everything that changes.
import { type Ground, pathOf } from "./house.js";
import { ask, type Method } from "./http.js";
import type { Result } from "./result.js";
import type { NewRoom, RoomChanges } from "./views.js";
import type { Preferences, RoomState } from "./wire.gen.js";

export function act<T = undefined>(
  { id, house }: Ground,
  method: Method,
  path: string,
  body?: unknown,
): Promise<Result<T>> {
  return ask<T>(house.world, method, `${pathOf(id)}${path}`, body);
}

export function memberPath(person: string): string {
  return `/members/${encodeURIComponent(person)}`;
}

/** In the words of the wire; what is not named is not sent. */
export function toldChanges({ slowMode, retentionDays, historyVisible, ...rest }: RoomChanges): object {
  return {
    ...rest,
    ...(historyVisible === undefined ? {} : { history_visible: historyVisible }),
    ...(slowMode === undefined ? {} : { slow_mode: slowMode }),
    ...(retentionDays === undefined ? {} : { retention_days: retentionDays }),
  };
}

export function aboutOf(about: string | NewRoom | undefined): NewRoom {
  return typeof about === "string" ? { topic: about } : (about ?? {});
}

export function queryOf(query: { readonly [name: string]: unknown }): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text === "" ? "" : `?${text}`;
}

/** Shown at once; what the server declines is taken back, unless it was changed again meanwhile. */
export async function prefer(ground: Ground, change: Partial<Preferences>): Promise<Result> {
  const before = ground.record.preferences;
  const wanted = { ...before, ...change };
  ground.become({ ...ground.record, preferences: wanted });
  const answer = await act<RoomState | Preferences | undefined>(ground, "PUT", "/preferences", change);
  if (answer.ok) return { ok: true, value: undefined };
  if (ground.record.preferences === wanted) ground.become({ ...ground.record, preferences: before });
  return answer;
}
