// A limit is chosen from a few; one that was set otherwise stands among them.
export function choicesWith(
  usual: readonly number[],
  now: number | null,
  free: string,
  name: (limit: number) => string,
): (readonly [value: string, name: string])[] {
  const limits = now === null || usual.includes(now) ? usual : [...usual, now].toSorted((a, b) => a - b);
  return [["", free], ...limits.map((limit) => [String(limit), name(limit)] as const)];
}
