import { describe, expect, test } from "vitest";
import { idle, type Input, type Machine, step } from "../src/machine.js";

const now = 1_000_000;
const half = () => 0.5;
const lost = (code: number, retryAfter: number | null = null): Input => ({
  type: "lost",
  code,
  reason: "r",
  retryAfter,
});
const connecting = (attempt: number, since = now - 50): Machine => ({ at: "connecting", attempt, since });
const connected = (attempt: number, from: number): Machine => ({ at: "connected", attempt, from });
const waiting = (attempt: number, retryAt: number, since = now - 50): Machine => ({
  at: "waiting",
  attempt,
  since,
  retryAt,
});
const closed = (code: number, reason = "r"): Machine => ({ at: "closed", code, reason });

const stopped: Input = { type: "stopped", code: 1000, reason: "r" };

const table: [string, Machine, Input, Machine][] = [
  ["starts", idle, { type: "wanted" }, connecting(1, now)],
  ["starts again after it was told to stay away", closed(4401), { type: "wanted" }, connecting(1, now)],
  ["is wanted while it waits", waiting(3, now + 9), { type: "wanted" }, connecting(4)],
  ["is wanted while it tries", connecting(3), { type: "wanted" }, connecting(3)],
  ["is wanted while it is there", connected(1, now), { type: "wanted" }, connected(1, now)],
  ["is welcomed", connecting(2), { type: "welcomed" }, connected(2, now)],
  ["is welcomed after it gave up", closed(1000), { type: "welcomed" }, closed(1000)],
  ["tries again when it is time", waiting(1, now), { type: "due" }, connecting(2)],
  ["is woken when there is nothing to do", connected(1, now), { type: "due" }, connected(1, now)],
  ["is woken when it shall stay away", closed(4401), { type: "due" }, closed(4401)],
  ["fails the first time", connecting(1), lost(1006), waiting(1, now + 250)],
  ["fails the second time", connecting(2), lost(1006), waiting(2, now + 500)],
  ["fails the sixth time", connecting(6), lost(1006), waiting(6, now + 8000)],
  ["fails for ever", connecting(40), lost(1006), waiting(40, now + 10_000)],
  ["breaks while young", connected(3, now - 29_999), lost(1006), waiting(3, now + 1000, now)],
  ["breaks after health", connected(3, now - 30_000), lost(1006), waiting(0, now + 250, now)],
  ["is told when to come back", connected(1, now), lost(4001, 8), waiting(1, now + 4000, now)],
  ["is lost twice", waiting(1, now + 5), lost(1006), waiting(1, now + 5)],
  ["is lost after the end", closed(1000), lost(1006), closed(1000)],
  ["is stopped while it is there", connected(1, now), stopped, closed(1000)],
  ["is stopped while it waits", waiting(1, now), stopped, closed(1000)],
  ...[4000, 4001, 4002, 4003, 4005, 1000, 1006, 1011, 1012].map((code): [string, Machine, Input, Machine] => [
    `comes back after ${code}`,
    connecting(1),
    lost(code),
    waiting(1, now + 250),
  ]),
  ...[4400, 4401, 4403, 4408, 4409, 4413, 4426].map((code): [string, Machine, Input, Machine] => [
    `stays away after ${code}`,
    connected(1, now),
    lost(code),
    closed(code),
  ]),
];

describe("the connection machine", () => {
  test.each(table)("%s", (_what, before, input, after) => {
    expect(step(before, input, now, half)).toEqual(after);
  });

  test("the pause is between nothing and its ceiling, never more than 20 s", () => {
    for (let attempt = 1; attempt < 60; attempt += 1) {
      const next = step(connecting(attempt), lost(1006), now, () => 0.999_999);
      const pause = next.at === "waiting" ? next.retryAt - now : -1;
      expect(pause).toBeLessThanOrEqual(Math.min(20_000, 500 * 2 ** (attempt - 1)));
      expect(step(connecting(attempt), lost(1006), now, () => 0)).toMatchObject({ retryAt: now });
    }
  });
});
