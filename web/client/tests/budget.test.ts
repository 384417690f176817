// The price of the package for a page that uses it: what the promise in docs/architecture.md allows.
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { expect, test } from "vitest";

const BUDGET = 18_000;

async function gzipped(entry: string): Promise<number> {
  const built = await build({
    configFile: false,
    logLevel: "silent",
    build: {
      write: false,
      target: "es2023",
      minify: true,
      lib: { entry: new URL(`../src/${entry}`, import.meta.url).pathname, formats: ["es"] },
    },
  });
  const outputs = [built].flat().flatMap((bundle) => ("output" in bundle ? bundle.output : []));
  const code = outputs.map((output) => (output.type === "chunk" ? output.code : "")).join("");
  expect(code, "the bundle is not empty and brings nobody along").toContain("/api/socket");
  return gzipSync(code, { level: 9 }).length;
}

test(`the client is at most ${BUDGET / 1000} kB gzip`, async () => {
  const size = await gzipped("index.ts");
  console.log(`@madang/client: ${(size / 1000).toFixed(1)} kB gzip`);
  expect(size).toBeLessThanOrEqual(BUDGET);
});
