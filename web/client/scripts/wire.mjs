// Reads the server's JSON Schema from stdin and writes the wire types into src/wire.gen.ts.
// With --check it writes nothing and fails when the file says something else. Run by `make types`.

import { readFileSync, writeFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { compile } from "json-schema-to-typescript";

const target = new URL("../src/wire.gen.ts", import.meta.url);

const schema = JSON.parse(await text(process.stdin));
const types = await compile(untitled(schema), schema.title ?? "Wire", {
  bannerComment: "// Generated from the server's schema by `make types`; do not edit.",
  unknownAny: true,
  unreachableDefinitions: true,
  // An array with a limit stays an array, not a union of tuples.
  ignoreMinAndMaxItems: true,
  additionalProperties: false,
  style: { printWidth: 110 },
});
const quiet = types
  .replaceAll(/^ \* (This interface was referenced by .*\n \* via the .*)\n/gm, "")
  .replaceAll("/**\n */\n", "");

if (!process.argv.includes("--check")) {
  writeFileSync(target, quiet);
} else if (read(target) !== quiet) {
  console.error("web/client/src/wire.gen.ts is not what the server speaks: run `make types` and commit it.");
  process.exitCode = 1;
}

/** Only definitions have names; a title on a property would become a type of its own. */
function untitled(node, named = true) {
  if (Array.isArray(node)) return node.map((item) => untitled(item, false));
  if (node === null || typeof node !== "object") return node;
  const entries = Object.entries(node)
    .filter(([key, value]) => named || key !== "title" || typeof value !== "string")
    .map(([key, value]) => [key, key === "$defs" ? definitions(value) : untitled(value, false)]);
  return Object.fromEntries(entries);
}

function definitions(defs) {
  return Object.fromEntries(
    Object.entries(defs).map(([name, node]) => [name, { ...untitled(node, false), title: name }]),
  );
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
