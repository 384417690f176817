// Why a message is reported. What is stored is a code, so that those who look into it read it in their language, and
// after it what else was said; whatever has no code is shown as it was written.
import type { Words } from "./words.tsx";

export const REASONS = ["spam", "private", "rude"] as const;
export type Reason = (typeof REASONS)[number];

const CODED = new RegExp(`^(${REASONS.join("|")})(?:: (.+))?$`, "s");

/** As it is stored; without a code the text alone. */
export function codedReason(reason: Reason | null, more: string): string {
  return [reason, more].filter(Boolean).join(": ");
}

/** As it is read. */
export function saidReason(stored: string, words: Words): string {
  const [, code, more] = CODED.exec(stored) ?? [];
  return code === undefined ? stored : [words.reasons[code as Reason], more].filter(Boolean).join(": ");
}
