import { expect, test } from "vitest";
import { accentOf, contrast, cssOf, isColour } from "../src/house/accent.ts";

const GROUNDS = {
  light: ["#faf8f3", "#f3efe6", "#fffefb"],
  dark: ["#191a1b", "#131415", "#202223"],
} as const;

/** Every hue, dull and glaring, dark and light; and what has no hue at all. */
function* colours(): Generator<string> {
  for (const part of [0, 40, 90, 128, 200, 255]) {
    for (const other of [0, 70, 140, 255]) {
      for (const third of [0, 33, 190, 255]) {
        yield `#${[part, other, third].map((one) => one.toString(16).padStart(2, "0")).join("")}`;
      }
    }
  }
}

test("whatever colour is chosen, everything in it and on it can be read", () => {
  for (const colour of colours()) {
    const accent = accentOf(colour);
    for (const theme of ["light", "dark"] as const) {
      const { jade, ink, wash, on } = accent[theme];
      const pairs = [
        [jade, on],
        [ink, wash],
        [ink, on],
        ...GROUNDS[theme].flatMap((ground) => [[jade, ground] as const, [ink, ground] as const]),
      ] as const;
      for (const [one, other] of pairs)
        expect(contrast(one, other), `${colour} ${theme} ${one} on ${other}`).toBeGreaterThanOrEqual(4.5);
    }
  }
});

test("the hue stays what was chosen", () => {
  const { light, dark } = accentOf("#3d5a98");
  for (const tone of [light.jade, dark.jade, light.ink]) {
    const [red, green, blue] = [tone.slice(1, 3), tone.slice(3, 5), tone.slice(5)].map((part) =>
      Number.parseInt(part, 16),
    );
    expect(blue).toBeGreaterThan(green!);
    expect(green).toBeGreaterThan(red!);
  }
});

test("only a colour becomes one: nothing else gets into a style sheet", () => {
  expect(isColour("#1c7461")).toBe(true);
  for (const other of ["red", "#fff", "#12345g", "#1c7461;}", null, undefined, 3])
    expect(isColour(other)).toBe(false);
  expect(cssOf(accentOf("#1C7461"))).toMatch(/^[\w\s:;#{}[\]="()@,.-]+$/);
});
