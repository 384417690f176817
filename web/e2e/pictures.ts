// The pictures of the house: what a person sees, wide and on a phone, light and dark, in both languages.
// Those of the README are kept in docs/screenshots when asked for: SCREENSHOTS=1.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Scene, SHOTS } from "./stage.ts";
import { becomes } from "./until.ts";
import type { Window } from "./window.ts";
import type { Locale } from "./words.ts";

const FOLDER = process.env["SCREENSHOTS"]
  ? fileURLToPath(new URL("../../docs/screenshots/", import.meta.url))
  : SHOTS;
export const WIDE = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };
const THEMES = ["light", "dark"] as const;

export async function takesPictures(windows: Record<Locale, Window>): Promise<void> {
  for (const locale of ["ko", "en"] as const) {
    for (const [shape, size] of [["wide", WIDE] as const, ["phone", PHONE] as const]) {
      for (const theme of THEMES)
        await takes(windows[locale], `${shape}-${theme}-${locale}`, theme, size, FOLDER);
    }
    await windows[locale].page.emulateMedia({ colorScheme: "light" });
    await windows[locale].page.setViewportSize(WIDE);
  }
}

export async function takesPicturesOfTheGate(scene: Scene): Promise<void> {
  for (const locale of ["ko", "en"] as const) {
    const window = await scene.window({ locale, still: true });
    for (const theme of THEMES) {
      await window.page.emulateMedia({ colorScheme: theme });
      await window.goes("/");
      await window.firstScreen.waitFor();
      await takes(window, `first-${theme}-${locale}`, theme, WIDE, FOLDER);
    }
  }
}

export async function takes(
  window: Window,
  name: string,
  theme: "light" | "dark",
  size: typeof WIDE,
  folder = SHOTS,
): Promise<void> {
  const { page } = window;
  await page.emulateMedia({ colorScheme: theme });
  await page.setViewportSize(size);
  await becomes("the fonts are there", "loaded", () => page.evaluate(() => document.fonts.status));
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
}

/** Paints something and picks it where this button asks for a picture. */
export async function picks(window: Window, button: string): Promise<void> {
  const { page } = window;
  const painted = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 96;
    const pen = canvas.getContext("2d");
    if (!pen) throw new Error("There is nothing to paint with.");
    const layers = [
      ["#2f4858", 0],
      ["#c8794f", 40],
      ["#3c5148", 64],
    ] as const;
    for (const [colour, top] of layers) {
      pen.fillStyle = colour;
      pen.fillRect(0, top, 96, 96);
    }
    pen.fillStyle = "#f4d9a6";
    pen.beginPath();
    pen.arc(64, 34, 13, 0, 7);
    pen.fill();
    return canvas.toDataURL("image/png").split(",")[1] ?? "";
  });
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: button, exact: true }).click();
  const buffer = Buffer.from(painted, "base64");
  await (await chooser).setFiles({ name: "painted.png", mimeType: "image/png", buffer });
}

/** How many pictures of this kind have come. */
export function pictured({ page }: Window, address: RegExp): Promise<number> {
  return page.evaluate(
    (source) =>
      Array.from(document.images).filter(
        ({ src, naturalWidth }) => new RegExp(source).test(src) && naturalWidth > 0,
      ).length,
    address.source,
  );
}
