// Looking at a screen with axe-core: what people who cannot see it, or see it badly, would stumble over.
import { deepStrictEqual } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Window } from "./window.ts";

/** For the `scripts` of a window. */
export const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export async function hasNoViolations(window: Window, screen: string): Promise<void> {
  const found = await window.page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run: () => Promise<AxeResults> } };
    const { violations } = await axe.run();
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`,
    );
  });
  deepStrictEqual(found, [], `${screen} (${window.page.url()})`);
}
