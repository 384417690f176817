// Random numbers that can be thrown again: a failing test names its seed.

export interface Dice {
  random(): number;
  /** A whole number below `sides`. */
  roll(sides: number): number;
  pick<T>(list: readonly T[]): T | undefined;
  shuffle<T>(list: readonly T[]): T[];
}

export function dice(seed: number): Dice {
  let state = seed >>> 0;
  // mulberry32
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const roll = (sides: number) => Math.floor(random() * sides);
  return {
    random,
    roll,
    pick: (list) => list[roll(list.length)],
    shuffle: (list) =>
      list
        .map((item) => ({ item, key: random() }))
        .toSorted((a, b) => a.key - b.key)
        .map(({ item }) => item),
  };
}
