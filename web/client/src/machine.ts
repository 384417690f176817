// The connection machine: where we stand, what happened, where we stand then. Pure: the table of its
// transitions is its test; connection.ts does what the states ask for.

/** `attempt` counts tries since the connection was last healthy; `since` is when it was lost (or first wanted). */
export type Machine =
  | { readonly at: "closed"; readonly code: number; readonly reason: string }
  | { readonly at: "connecting"; readonly attempt: number; readonly since: number }
  | { readonly at: "connected"; readonly attempt: number; readonly from: number }
  | { readonly at: "waiting"; readonly attempt: number; readonly since: number; readonly retryAt: number };

export type Input =
  /** Asked for: at the start, by a sign-in, by "reconnect now". */
  | { readonly type: "wanted" }
  | { readonly type: "stopped"; readonly code: number; readonly reason: string }
  | { readonly type: "welcomed" }
  | {
      readonly type: "lost";
      readonly code: number;
      readonly reason: string;
      readonly retryAfter: number | null;
    }
  /** The waiting is over, or something woke us: the network, the focus, the page. */
  | { readonly type: "due" };

export const idle: Machine = { at: "closed", code: 1000, reason: "Not started." };

const HEALTHY = 30_000;
const FIRST_DELAY = 500;
const LONGEST_DELAY = 20_000;

export function step(machine: Machine, input: Input, now: number, random: () => number): Machine {
  switch (input.type) {
    case "wanted":
      return machine.at === "closed" ? { at: "connecting", attempt: 1, since: now } : due(machine);
    case "stopped":
      return { at: "closed", code: input.code, reason: input.reason };
    case "welcomed":
      return machine.at === "connecting" ? { at: "connected", attempt: machine.attempt, from: now } : machine;
    case "due":
      return due(machine);
    case "lost":
      return lost(machine, input, now, random);
  }
}

function due(machine: Machine): Machine {
  if (machine.at !== "waiting") return machine;
  return { at: "connecting", attempt: machine.attempt + 1, since: machine.since };
}

function lost(machine: Machine, input: Input & { type: "lost" }, now: number, random: () => number): Machine {
  if (machine.at === "closed" || machine.at === "waiting") return machine;
  if (staysAway(input.code)) return { at: "closed", code: input.code, reason: input.reason };
  const healthy = machine.at === "connected" && now - machine.from >= HEALTHY;
  const attempt = healthy ? 0 : machine.attempt;
  const delay = random() * (input.retryAfter === null ? ceiling(attempt) : input.retryAfter * 1000);
  const since = machine.at === "connecting" ? machine.since : now;
  return { at: "waiting", attempt, since, retryAt: now + Math.round(delay) };
}

/** The 44xx codes say: not as you are (docs/protocol.md, "Goodbye"). */
export function staysAway(code: number): boolean {
  return code >= 4400 && code < 4500;
}

function ceiling(attempt: number): number {
  return Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** Math.max(0, attempt - 1));
}
