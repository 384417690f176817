import { expect, test, vi } from "vitest";
import { batch, Cell, Derived } from "../src/observable.js";
import { sameList } from "../src/same.js";

test("a cell rings when it changed, and only then", () => {
  const cell = new Cell(1);
  const heard = vi.fn<() => void>();
  const stop = cell.subscribe(heard);
  cell.set(1);
  expect(heard).toHaveBeenCalledTimes(0);
  cell.set(2);
  expect(heard).toHaveBeenCalledTimes(1);
  stop();
  cell.set(3);
  expect(heard).toHaveBeenCalledTimes(1);
});

test("a batch rings once, at its end, with everything as it is then", () => {
  const [a, b] = [new Cell(1), new Cell(1)];
  const seen: number[][] = [];
  a.subscribe(() => seen.push([a.get(), b.get()]));
  batch(() => {
    a.set(2);
    batch(() => a.set(3));
    b.set(3);
    expect(seen).toEqual([]);
  });
  expect(seen).toEqual([[3, 3]]);
});

test("what is derived keeps its identity and its peace while it stays the same", () => {
  const cell = new Cell([1, 2, 3]);
  const even = new Derived(() => cell.get().filter((n) => n % 2 === 0), sameList);
  cell.subscribe(() => even.touch());
  const heard = vi.fn<() => void>();
  even.subscribe(heard);
  const before = even.get();
  cell.set([1, 2, 5]);
  expect(even.get()).toBe(before);
  expect(heard).toHaveBeenCalledTimes(0);
  cell.set([2, 4]);
  expect(even.get()).toEqual([2, 4]);
  expect(heard).toHaveBeenCalledTimes(1);
});

test("what nobody watches is computed when asked, and once", () => {
  const compute = vi.fn<() => number>(() => 1);
  const derived = new Derived(compute);
  derived.touch();
  derived.touch();
  expect(compute).toHaveBeenCalledTimes(0);
  derived.get();
  derived.get();
  expect(compute).toHaveBeenCalledTimes(1);
});

test("a change that was read before it rang still rings", () => {
  const cell = new Cell(1);
  const double = new Derived(() => cell.get() * 2);
  const heard = vi.fn<() => void>();
  double.subscribe(heard);
  batch(() => {
    cell.set(2);
    double.touch();
    expect(double.get()).toBe(4);
  });
  expect(heard).toHaveBeenCalledTimes(1);
});

test("a listener that throws silences no other, and its error is not lost", async () => {
  const cell = new Cell(1);
  const heard = vi.fn<() => void>();
  const errors = vi.spyOn(globalThis, "queueMicrotask").mockImplementation(() => undefined);
  cell.subscribe(() => {
    throw new Error("not ours");
  });
  cell.subscribe(heard);
  cell.set(2);
  expect(heard).toHaveBeenCalledTimes(1);
  expect(errors).toHaveBeenCalledTimes(1);
  errors.mockRestore();
});

test("who stops while it rings is not called any more", () => {
  const cell = new Cell(1);
  const heard = vi.fn<() => void>();
  const stop = { second: () => undefined as void };
  cell.subscribe(() => stop.second());
  stop.second = cell.subscribe(heard);
  cell.set(2);
  expect(heard).toHaveBeenCalledTimes(0);
});
