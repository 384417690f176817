// A clock that a test holds in its hand: time moves only by `advance`, and everything that becomes due
// happens in order, with what follows from it, before `advance` resolves.
import type { Clock } from "../clock.js";

export interface TestClock extends Clock {
  advance(milliseconds: number): Promise<void>;
  /** Lets everything that needs no time happen. */
  settle(): Promise<void>;
}

interface Alarm {
  readonly at: number;
  readonly call: () => void;
}

export function testClock(start = Date.parse("2026-11-25T09:00:00.000Z")): TestClock {
  const alarms = new Set<Alarm>();
  let now = start;

  const next = (until: number) =>
    [...alarms].filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)[0];

  const ring = (alarm: Alarm) => {
    alarms.delete(alarm);
    now = Math.max(now, alarm.at);
    alarm.call();
  };

  return {
    now: () => now,
    after(delay, call) {
      const alarm = { at: now + delay, call };
      alarms.add(alarm);
      return () => void alarms.delete(alarm);
    },
    settle,
    async advance(milliseconds) {
      const until = now + milliseconds;
      await settle();
      for (let alarm = next(until); alarm !== undefined; alarm = next(until)) {
        ring(alarm);
        await settle();
      }
      now = until;
    },
  };
}

/** Promises in a chain take one turn each; no chain here is nearly as long. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
}
