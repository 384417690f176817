// The colour of the place, made safe: whatever hue somebody chooses, its depth is set so that text on it and in it
// keeps its contrast on paper, wall and card, in both themes. Worked out in OKLCH, where depth is what the eye sees.

/** The tokens that follow the colour, as @madang/react/style.css names them without its prefix. */
export interface Tones {
  readonly jade: string;
  readonly ink: string;
  readonly wash: string;
  readonly on: string;
}

export interface Accent {
  readonly light: Tones;
  readonly dark: Tones;
}

type Rgb = readonly [number, number, number];

/** More than 4.5 : 1, so that rounding and a tinted ground do not eat it up. */
const ENOUGH = 5;
const GROUNDS = {
  light: ["#faf8f3", "#f3efe6", "#fffefb"],
  dark: ["#191a1b", "#131415", "#202223"],
} as const;

export const isColour = (text: unknown): text is string =>
  typeof text === "string" && /^#[0-9a-f]{6}$/i.test(text);

export function accentOf(colour: string): Accent {
  const [, chroma, hue] = toOklch(toRgb(colour));
  const tone = (depth: number, share: number, most: number) =>
    toHex(fromOklch(depth, Math.min(chroma * share, most), hue));
  const lightWash = tone(0.945, 0.22, 0.026);
  const darkWash = tone(0.3, 0.35, 0.04);
  const darkOn = tone(0.22, 0.3, 0.03);
  return {
    light: {
      jade: deeper(0.53, (depth) => tone(depth, 1, 0.14), ["#ffffff", ...GROUNDS.light]),
      ink: deeper(0.45, (depth) => tone(depth, 1, 0.12), [lightWash, ...GROUNDS.light]),
      wash: lightWash,
      on: "#ffffff",
    },
    dark: {
      jade: lighter(0.74, (depth) => tone(depth, 1, 0.12), [darkOn, ...GROUNDS.dark]),
      ink: lighter(0.82, (depth) => tone(depth, 0.85, 0.1), [darkWash, ...GROUNDS.dark]),
      wash: darkWash,
      on: darkOn,
    },
  };
}

const tokens = ({ jade, ink, wash, on }: Tones) =>
  `{--md-jade:${jade};--md-jade-ink:${ink};--md-jade-wash:${wash};--md-on-jade:${on}}`;

/** A style sheet that lays the colour over the tokens. */
export function cssOf({ light, dark }: Accent): string {
  return (
    `:root${tokens(light)}:root[data-theme="dark"]${tokens(dark)}` +
    `@media (prefers-color-scheme:dark){:root:not([data-theme])${tokens(dark)}}`
  );
}

export function contrast(one: string, other: string): number {
  const [high, low] = [luminance(toRgb(one)), luminance(toRgb(other))].toSorted((a, b) => b - a);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

const readable = (tone: string, grounds: readonly string[]) =>
  grounds.every((ground) => contrast(tone, ground) >= ENOUGH);

function deeper(from: number, tone: (depth: number) => string, grounds: readonly string[]): string {
  for (let depth = from; depth > 0.05; depth -= 0.01) if (readable(tone(depth), grounds)) return tone(depth);
  return tone(0.05);
}

function lighter(from: number, tone: (depth: number) => string, grounds: readonly string[]): string {
  for (let depth = from; depth < 0.98; depth += 0.01) if (readable(tone(depth), grounds)) return tone(depth);
  return tone(0.98);
}

// ---- the mathematics of colours (Björn Ottosson's OKLab; WCAG 2 for contrast)

function toRgb(hex: string): Rgb {
  const number = Number.parseInt(hex.slice(1), 16);
  return [(number >> 16) / 255, ((number >> 8) & 255) / 255, (number & 255) / 255];
}

function toHex(rgb: Rgb): string {
  return `#${rgb
    .map((part) =>
      Math.round(clamp(part) * 255)
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;
}

const clamp = (part: number) => Math.min(1, Math.max(0, part));
const linear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
const gamma = (part: number) => (part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055);

function luminance([r, g, b]: Rgb): number {
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

function toOklch(rgb: Rgb): Rgb {
  const [r, g, b] = rgb.map(linear) as unknown as Rgb;
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const c = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return [0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s, Math.hypot(a, c), Math.atan2(c, a)];
}

/** With as much chroma as a screen can show at this depth. */
function fromOklch(depth: number, chroma: number, hue: number): Rgb {
  for (let less = chroma; less > 0.002; less -= 0.004) {
    const rgb = unclipped(depth, less, hue);
    if (rgb.every((part) => part > -0.002 && part < 1.002)) return rgb;
  }
  return unclipped(depth, 0, 0);
}

function unclipped(depth: number, chroma: number, hue: number): Rgb {
  const [a, c] = [chroma * Math.cos(hue), chroma * Math.sin(hue)];
  const l = (depth + 0.3963377774 * a + 0.2158037573 * c) ** 3;
  const m = (depth - 0.1055613458 * a - 0.0638541728 * c) ** 3;
  const s = (depth - 0.0894841775 * a - 1.291485548 * c) ** 3;
  return [
    gamma(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    gamma(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    gamma(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}
