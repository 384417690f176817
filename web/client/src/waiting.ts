// One message of mine on its way: the stored entry, and where it stands now. Frozen; each change
// makes a new one, so a row is a function of it.
import type { OutboxEntry } from "./storage.js";
import type { SendState } from "./views.js";

export interface Waiting {
  readonly entry: OutboxEntry;
  readonly state: SendState;
  /** The place the server gave it, while its event has not come yet. */
  readonly seq: number | null;
  /** How often it may have been said, counting lives before a reload. */
  readonly tries: number;
  /** Written down, so that it may be sent. */
  readonly kept: boolean;
  /** Not before this moment (ms). */
  readonly notBefore: number;
}

export function fresh(entry: OutboxEntry): Waiting {
  return { entry, state: "queued", seq: null, tries: 0, kept: false, notBefore: 0 };
}

/** What was found after a reload may have been said already. */
export function revived(entry: OutboxEntry): Waiting {
  const state = entry.failure === null ? "queued" : "failed";
  return { entry, state, seq: null, tries: 1, kept: true, notBefore: 0 };
}

/** Still to be sent, so nothing of the same room may overtake it. */
export function isDue(waiting: Waiting): boolean {
  return waiting.state === "queued" || waiting.state === "sending";
}

/** Seconds until the next try, for outcomes that are none: the server's word, else doubling to 30 s. */
export function pause(waiting: Waiting, retryAfter: number | null | undefined): number {
  return typeof retryAfter === "number" ? retryAfter : Math.min(30, 2 ** Math.max(0, waiting.tries - 1));
}
