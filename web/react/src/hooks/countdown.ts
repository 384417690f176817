// The seconds until something may happen, as a value that changes by itself.
import { useMemo, useSyncExternalStore } from "react";

const LOOK_EVERY_MS = 250;

class Countdown {
  readonly #until: number;

  constructor(until: number, most: number) {
    this.#until = Math.min(until, Date.now() + most);
  }

  readonly left = (): number => Math.max(0, Math.ceil((this.#until - Date.now()) / 1000));

  readonly subscribe = (listener: () => void): (() => void) => {
    if (this.left() === 0) return () => undefined;
    const timer = setInterval(listener, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  };
}

/** However wrong the clock of this machine is, it never lasts longer than `most` milliseconds. */
export function useCountdown(until: number, most = Infinity): number {
  const countdown = useMemo(() => new Countdown(until, most), [until, most]);
  return useSyncExternalStore(countdown.subscribe, countdown.left, countdown.left);
}
