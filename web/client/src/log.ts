// What is held of the log of one room: messages in order of seq. Places are gapless on the server
// and deleted messages keep theirs, so a hole in the numbers is exactly a part that is not held.
import type { Message } from "./wire.gen.js";

export type Log = readonly Message[];

/** A stretch without holes: indexes into the log, `end` exclusive. */
export interface Run {
  readonly start: number;
  readonly end: number;
}

export const emptyLog: Log = [];

/** Index of the first message whose seq is not smaller. */
export function indexOf(log: Log, seq: number): number {
  let low = 0;
  let high = log.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (seqAt(log, middle) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function at(log: Log, seq: number): Message | undefined {
  const message = log[indexOf(log, seq)];
  return message?.seq === seq ? message : undefined;
}

export function find(log: Log, id: string): Message | undefined {
  return log.findLast((message) => message.id === id);
}

/** Keeps the higher rev, so repeats and reorderings change nothing. */
export function upsert(log: Log, message: Message): Log {
  const index = indexOf(log, message.seq);
  const held = log[index];
  if (held?.seq !== message.seq) return log.toSpliced(index, 0, message);
  return held.rev >= message.rev ? log : log.with(index, message);
}

export function upsertAll(log: Log, messages: readonly Message[]): Log {
  return messages.reduce(upsert, log);
}

/** The stretch around the message at this index. */
export function runAt(log: Log, index: number): Run {
  let start = index;
  let end = index + 1;
  while (start > 0 && seqAt(log, start - 1) === seqAt(log, start) - 1) start -= 1;
  while (end < log.length && seqAt(log, end) === seqAt(log, end - 1) + 1) end += 1;
  return { start, end };
}

/** The stretch that holds this place; null when the place is not held. */
export function runAround(log: Log, seq: number): Run | null {
  return at(log, seq) === undefined ? null : runAt(log, indexOf(log, seq));
}

/** The newest so many; what is older can be fetched again. */
export function trim(log: Log, keep: number): Log {
  return log.length > keep * 2 ? log.slice(-keep) : log;
}

function seqAt(log: Log, index: number): number {
  return log[index]?.seq ?? Number.NaN;
}
