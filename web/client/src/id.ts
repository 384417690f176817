// Message and room ids: UUIDv7, made here, so that a retry carries the same name. Every id is greater
// than the one before it, also within a millisecond and when the clock goes back: the order of ids
// is the order of sending.
import type { Clock } from "./clock.js";

export type MakeId = () => string;

export function idMaker(clock: Clock, random: () => number): MakeId {
  let time = 0;
  let count = 0;
  return () => {
    const now = clock.now();
    count = now > time ? 0 : count + 1;
    time = Math.max(now, time);
    if (count > 0xfff) [time, count] = [time + 1, 0];
    return spell(time, count, random);
  };
}

function spell(time: number, count: number, random: () => number): string {
  const stamp = hex(time, 12);
  const variant = hex(0x8000 + Math.floor(random() * 0x4000), 4);
  const tail = hex(Math.floor(random() * 2 ** 24), 6) + hex(Math.floor(random() * 2 ** 24), 6);
  return `${stamp.slice(0, 8)}-${stamp.slice(8)}-7${hex(count, 3)}-${variant}-${tail}`;
}

function hex(value: number, width: number): string {
  return value.toString(16).padStart(width, "0");
}
