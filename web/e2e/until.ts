// Waiting for what must become true, however slow the machine is.
import { deepStrictEqual } from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";

export const LIMIT_MS = 60_000;
const AGAIN_MS = 50;

/** Asks until the answer is truthy. An error thrown by `ask` is final. */
export async function until<T>(what: string, ask: () => T | Promise<T>): Promise<NonNullable<T>> {
  const deadline = Date.now() + LIMIT_MS;
  for (;;) {
    const found = await ask();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`Waited for ${LIMIT_MS / 1000} s, in vain: ${what}.`);
    await pause(AGAIN_MS);
  }
}

/** Asks until the answer equals this; shows the difference if it never does. */
export async function becomes<T>(what: string, expected: T, ask: () => T | Promise<T>): Promise<void> {
  const deadline = Date.now() + LIMIT_MS;
  for (;;) {
    const found = await ask();
    try {
      deepStrictEqual(found, expected);
      return;
    } catch (difference) {
      if (Date.now() > deadline) throw new Error(`It never became so: ${what}.`, { cause: difference });
    }
    await pause(AGAIN_MS);
  }
}
