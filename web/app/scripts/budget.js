// Fails the build when the JavaScript of a screen grows past its budget (kB gzip): what a person loads to
// reach the sign-in screen, and all that the chat needs.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const BUDGETS = { "sign-in": 120, chat: 220 };

const dist = new URL("../dist/", import.meta.url);
const page = readFileSync(new URL("index.html", dist), "utf8");
const size = (path) => gzipSync(readFileSync(new URL(path, dist)), { level: 9 }).length / 1000;
const sum = (paths) => [...paths].reduce((total, path) => total + size(path), 0);

const first = new Set([...page.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map((found) => found[1]));
const all = new Set([
  ...first,
  ...readdirSync(new URL("assets/", dist))
    .filter((name) => name.endsWith(".js"))
    .map((name) => `assets/${name}`),
]);

let failed = false;
for (const [screen, paths] of Object.entries({ "sign-in": first, chat: all })) {
  const total = sum(paths);
  const over = total > BUDGETS[screen];
  failed ||= over;
  console.log(`${over ? "OVER  " : "within"} ${screen}: ${total.toFixed(1)} of ${BUDGETS[screen]} kB`);
}
if (failed) process.exit(1);
