// Every screen there is, with scripts in every text that people write: none of them runs, none of them even wants to.
// The stage fails the story on anything that the policy of the page forbade.
import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { asks, claims, me } from "../door.ts";
import { Guest, newId } from "../guest.ts";
import { stage, story } from "../stage.ts";
import { until } from "../until.ts";

stage();

const ATTACKS = [
  `<img src=x onerror=stolen=1>`,
  `<script>stolen=1</script>`,
  `"><svg onload=stolen=1>`,
  `javascript:stolen=1`,
];
const LONGER = [
  ...ATTACKS,
  `[here](javascript:stolen=1)`,
  `[here](data:text/html,<script>stolen=1</script>)`,
  `![here](x" onerror="stolen=1)`,
  "```\n</code><script>stolen=1</script>\n```",
  `https://evil.example/"onmouseover="stolen=1`,
  `<a href="javascript:stolen=1">here</a><iframe srcdoc="<script>stolen=1</script>"></iframe>`,
];
const SCREENS = [
  "/",
  "/rooms",
  ...["", "/profile", "/security", "/devices", "/tokens", "/data"].map((one) => `/account${one}`),
  ...["", "/people", "/rooms", "/invitations", "/place", "/reports", "/audit", "/storage"].map(
    (one) => `/admin${one}`,
  ),
  ...[
    "/setup",
    "/sign-in",
    "/register",
    "/forgotten",
    "/join#wrong",
    "/reset#wrong",
    "/phone#wrong",
    "/email#wrong",
  ],
  "/nowhere/at/all",
];

story(
  "on no screen does a text become a script",
  async (scene) => {
    scene.mayTell(/status of 4\d\d/);
    const owner = await claims(scene, { still: true });
    const [attack = ""] = ATTACKS;
    await asks(owner, "PATCH", "/house", { name: attack, welcome: LONGER.join("\n"), registration: "open" });
    await asks(owner, "PATCH", "/people/me", {
      name: attack,
      title: `"><svg onload=stolen=1>`,
      status: { emoji: "🌱", text: `<script>stolen=1</script>`, until: null },
    });
    const room = newId();
    const texts = { name: attack, topic: LONGER.slice(0, 4).join(" "), description: LONGER.join("\n") };
    await asks(owner, "POST", "/rooms", { id: room, kind: "open", ...texts });
    const link = await asks<{ url: string }>(owner, "POST", "/invitations", {
      role: "member",
      rooms: [room],
    });
    const other = await Guest.comesBy(scene.house, link.url, attack, "other");
    for (const text of [...LONGER, LONGER.join("\n\n")]) {
      const message = await other.says(room, text);
      await asks(owner, "POST", `/rooms/${room}/messages/${message}/reports`, { reason: text });
    }
    await asks(owner, "POST", "/invitations", { role: "guest", rooms: [room], note: attack });
    await asks(owner, "POST", "/tokens", { name: attack, rights: ["read"], rooms: null });

    const stranger = await scene.window({ still: true });
    for (const window of [owner, stranger]) {
      for (const path of [`/r/${room}`, `/r/${room}?people`, ...SCREENS]) {
        await window.goes(path);
        await window.page.getByRole("heading").or(window.page.getByRole("navigation")).first().waitFor();
        await until(`${path} is at rest`, async () => {
          const busy = window.page.locator("[aria-busy=true]");
          return (await busy.count()) === 0;
        });
        const stolen = await window.page.evaluate(() => "stolen" in globalThis);
        strictEqual(stolen, false, path);
        const dangerous = await window.page
          .locator(
            "a[href^='javascript:' i], a[href^='data:' i], iframe, object, embed, svg[onload], img[onerror]",
          )
          .count();
        strictEqual(dangerous, 0, path);
        const foreign = await window.page
          .locator("a[target=_blank]:not([rel~=noopener]):not([rel~=noreferrer])")
          .count();
        strictEqual(foreign, 0, path);
      }
    }
    deepStrictEqual((await me(owner)).name, attack);
    await owner.goes(`/r/${room}`);
    await owner.page.getByText("<script>stolen=1</script>", { exact: true }).first().waitFor();
  },
  { alone: true },
);
