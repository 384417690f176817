// Fails the build when the JavaScript of a screen grows past its budget (kB gzip): what a person loads to
// reach the sign-in screen; all that the chat needs; and what each part with pages of its own adds to it.
import { readFileSync, rmSync } from "node:fs";
import { gzipSync } from "node:zlib";

const BUDGETS = { "sign-in": 118, chat: 215, door: 8, windows: 33, account: 60, admin: 75 };
/** Loaded only by who goes there. */
const PARTS = {
  door: ["src/door/Seldom.tsx"],
  account: ["src/account/Account.tsx"],
  admin: ["src/admin/Admin.tsx"],
};
/** Windows over the chat that one opens now and then; finding one's way belongs to the chat. */
const RARE = [
  "AddPeople",
  "InviteGuests",
  "Keys",
  "LeaveRoom",
  "NewMessage",
  "OpenRoom",
  "PersonCard",
  "RoomSettings",
  "Settings",
];
PARTS.windows = RARE.map((name) => `src/dialogs/${name}.tsx`);

const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));
rmSync(new URL(".vite", dist), { recursive: true });

const size = (path) => gzipSync(readFileSync(new URL(path, dist)), { level: 9 }).length / 1000;
const sum = (names) => [...names].reduce((total, name) => total + size(manifest[name].file), 0);

/** What loads with this chunk; with `lazily`, also what it may load later, except the parts. */
function reached(name, lazily, seen = new Set()) {
  if (seen.has(name) || !manifest[name]) return seen;
  seen.add(name);
  const { imports = [], dynamicImports = [] } = manifest[name];
  const next = lazily ? [...imports, ...dynamicImports] : imports;
  for (const one of next) if (!Object.values(PARTS).flat().includes(one)) reached(one, lazily, seen);
  return seen;
}

const chat = reached("index.html", true);
const screens = { "sign-in": reached("index.html", false), chat };
for (const [part, names] of Object.entries(PARTS)) {
  const all = new Set();
  for (const name of names) reached(name, true, all);
  screens[part] = all.difference(chat);
}

let failed = false;
for (const [screen, names] of Object.entries(screens)) {
  const total = sum(names);
  const over = total > BUDGETS[screen];
  failed ||= over;
  console.log(`${over ? "OVER  " : "within"} ${screen}: ${total.toFixed(1)} of ${BUDGETS[screen]} kB`);
}
if (failed) process.exit(1);
