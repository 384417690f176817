// Puts the stylesheets in the order of index.css into one file: dist/style.css is what is published.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";

const folder = new URL("../src/style/", import.meta.url);
const index = readFileSync(new URL("index.css", folder), "utf8");
const style = index.replace(/@import "(.+)";/g, (_, name) => readFileSync(new URL(name, folder), "utf8"));
mkdirSync(new URL("../dist/", import.meta.url), { recursive: true });
writeFileSync(new URL("../dist/style.css", import.meta.url), style);
