// What I may do in a room, and until when I may not. The server decides; this spares people a refusal.
import type { MemberView, RoomHandle } from "@madang/client";
import { useMe } from "./connection.ts";
import { useCountdown } from "./countdown.ts";
import { useObservable, useSelected } from "./observable.ts";

const STAFF = new Set(["owner", "admin"]);

export function isStaff(person: { readonly role: string } | null): boolean {
  return person !== null && STAFF.has(person.role);
}

/** Looks after the room: its own admins, and those who look after the house and are in it. */
export function looksAfter(mine: MemberView | null): boolean {
  return mine !== null && (mine.admin || isStaff(mine));
}

export function useLooksAfter(room: RoomHandle): boolean {
  return useSelected(room.mine, looksAfter);
}

export type Standing =
  | { readonly state: "free" }
  /** Not known yet. */
  | { readonly state: "unknown" }
  | { readonly state: "archived" }
  | { readonly state: "announcement" }
  | { readonly state: "silenced"; readonly until: string };

export function useStanding(room: RoomHandle): Standing {
  const view = useObservable(room.view);
  const mine = useObservable(room.mine);
  const until = mine?.silencedUntil ?? null;
  const silenced = useCountdown(until === null ? 0 : Date.parse(until)) > 0;
  if (view?.archived) return { state: "archived" };
  if (view?.announcement && mine === null) return { state: "unknown" };
  if (view?.announcement && !looksAfter(mine)) return { state: "announcement" };
  if (silenced && until !== null) return { state: "silenced", until };
  return { state: "free" };
}

/** Seconds until I may say the next thing in a room that takes its time; 0 when I may. */
export function useSlowMode(room: RoomHandle): number {
  const me = useMe()?.id;
  const view = useObservable(room.view);
  const free = useLooksAfter(room);
  const pause = free ? 0 : (view?.slowMode ?? 0) * 1000;
  const last = useSelected(room.timeline, ({ messages }) => {
    const mine = pause === 0 ? undefined : messages.findLast((one) => one.author === me && isSaid(one.state));
    return mine?.createdAt ?? null;
  });
  return useCountdown(last === null ? 0 : Date.parse(last) + pause, pause);
}

const isSaid = (state: string) => state !== "failed";
