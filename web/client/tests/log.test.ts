import { expect, test } from "vitest";
import { at, emptyLog, indexOf, type Log, runAround, trim, upsert, upsertAll } from "../src/log.js";
import type { Message } from "../src/wire.gen.js";
import { dice } from "./dice.js";

function message(seq: number, rev = seq): Message {
  const rest = { room: "r", author: "a", created_at: "", edited_at: null, deleted: false };
  return { id: `m${seq}`, seq, rev, text: `${seq}.${rev}`, ...rest };
}

const logOf = (...seqs: number[]): Log =>
  upsertAll(
    emptyLog,
    seqs.map((seq) => message(seq)),
  );
const seqs = (log: Log) => log.map(({ seq }) => seq);

test("a log is in order of place, however it was filled", () => {
  for (let seed = 0; seed < 100; seed += 1) {
    const throws = dice(seed);
    const places = Array.from({ length: 30 }, () => 1 + throws.roll(40));
    expect(seqs(logOf(...places))).toEqual([...new Set(places)].toSorted((a, b) => a - b));
  }
});

test("the higher rev stays, and nothing new is the same log", () => {
  const log = logOf(1, 2, 3);
  expect(at(upsert(log, message(2, 9)), 2)?.text).toBe("2.9");
  expect(upsert(log, message(2, 1))).toBe(log);
  expect(upsert(log, message(2))).toBe(log);
});

test("a hole in the numbers ends a stretch", () => {
  const log = logOf(2, 3, 4, 8, 9, 20);
  const stretch = (seq: number) => {
    const run = runAround(log, seq);
    return run === null ? null : seqs(log.slice(run.start, run.end));
  };
  expect(stretch(3)).toEqual([2, 3, 4]);
  expect(stretch(9)).toEqual([8, 9]);
  expect(stretch(20)).toEqual([20]);
  expect(stretch(5)).toBeNull();
});

test("what fills the hole joins the stretches", () => {
  const log = upsertAll(logOf(1, 2, 5, 6), [message(3), message(4)]);
  expect(runAround(log, 1)).toEqual({ start: 0, end: 6 });
});

test("a place is found in a long log, and so is where it would be", () => {
  const log = logOf(...Array.from({ length: 500 }, (_, n) => 2 * n));
  expect(at(log, 400)?.seq).toBe(400);
  expect(at(log, 401)).toBeUndefined();
  expect(indexOf(log, 401)).toBe(201);
  expect(indexOf(log, 5000)).toBe(500);
});

test("a log is trimmed from its old end, and not for little", () => {
  const log = logOf(...Array.from({ length: 20 }, (_, n) => n + 1));
  expect(trim(log, 10)).toBe(log);
  expect(seqs(trim(log, 5))).toEqual([16, 17, 18, 19, 20]);
});
