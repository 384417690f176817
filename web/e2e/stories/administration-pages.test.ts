// The pages of the administration: who finds them, by keyboard, in both languages, on every screen.
import { ok, strictEqual } from "node:assert/strict";
import type { Locator } from "playwright-core";
import { AXE, hasNoViolations } from "../axe.ts";
import { PHONE, takes, WIDE } from "../pictures.ts";
import { stage, story } from "../stage.ts";
import { becomes, until } from "../until.ts";
import { button, dialog, main, panel, signsIn, village } from "../village.ts";
import type { Window } from "../window.ts";

stage();

const PAGES = ["people", "rooms", "invitations", "place", "reports", "audit", "storage"] as const;

story(
  "who is neither owner nor admin is not led here, and finds nothing",
  async (scene) => {
    await village(scene);
    const haneul = await signsIn(scene, "haneul");
    await haneul.goes("/");
    await haneul.isConnected();
    strictEqual(await haneul.page.getByRole("link", { name: "마당 관리" }).count(), 0);
    await haneul.goes("/admin/people");
    await haneul.page.getByText("길을 잘못 드셨나 봐요").waitFor();
    strictEqual(await haneul.page.getByRole("navigation").count(), 1);
  },
  { alone: true },
);

story(
  "by keyboard: a person is opened, looked at and closed, and the focus is where it was",
  async (scene) => {
    await village(scene);
    const { page } = await (async () => {
      const window = await signsIn(scene, "minsu", { ...PHONE, still: true });
      await window.goes("/admin/people");
      await main(window)
        .getByRole("link", { name: /이하늘/ })
        .focus();
      return window;
    })();
    await page.keyboard.press("Enter");
    const heading = page.getByRole("heading", { level: 2, name: "이하늘" });
    await becomes("the panel has the focus", true, () =>
      heading.evaluate((element) => element === document.activeElement),
    );
    await page.keyboard.press("Escape");
    await heading.waitFor({ state: "detached" });
    await until("the link has the focus again", () =>
      page.evaluate(() => document.activeElement?.textContent?.includes("이하늘")),
    );
  },
  { alone: true },
);

for (const locale of ["ko", "en"] as const) {
  story(
    `no violations, nothing cut off: every page of the administration, ${locale}`,
    async (scene) => {
      const { owner, jiwoo, haneul, yard } = await village(scene);
      await jiwoo.joins(yard);
      await owner.joins(yard);
      const [message] = await owner.history(yard);
      await jiwoo.asks("POST", `/rooms/${yard}/messages/${message!.id}/reports`, { reason: "광고예요" });
      const window = await signsIn(scene, "minsu", { locale, still: true, scripts: [AXE] });
      const addresses = [...PAGES, `people/${haneul.id}`];
      for (const address of addresses) {
        await window.goes(`/admin/${address}`);
        await looksAt(
          window,
          `administration-${address.startsWith("people/") ? "person" : address}-${locale}`,
        );
      }
      await window.page.setViewportSize(PHONE);
      await window.goes("/admin");
      await window.page.getByRole("navigation").waitFor();
      await hasNoViolations(window, "the list of pages");
    },
    { alone: true },
  );
}

/** On each page the buttons that open a window, in both languages. */
const OPENERS = {
  people: /^(봇 만들기|New bot)$/,
  invitations: /^(초대하기|Invite)$/,
  rooms: /^(보관하기|Archive): /,
  reports: /^(메시지 지우기|Delete message)$/,
} as const;

for (const locale of ["ko", "en"] as const) {
  story(
    `no violations in any window of the administration, ${locale}`,
    async (scene) => {
      const { owner, jiwoo, haneul, yard } = await village(scene);
      await jiwoo.joins(yard);
      await owner.joins(yard);
      const [message] = await owner.history(yard);
      await jiwoo.asks("POST", `/rooms/${yard}/messages/${message!.id}/reports`, { reason: "광고예요" });
      await owner.invites("guest", [yard]);
      const bot = await owner.asks<{ id: string }>("POST", "/people/bots", {
        name: "날씨",
        handle: "weather",
      });
      await owner.asks("POST", "/tokens", { name: "날씨 알림", rights: ["read"], rooms: null, bot: bot.id });
      const { invitations } = await owner.asks<{ invitations: { id: string; role: string }[] }>(
        "GET",
        "/invitations",
      );
      const link = invitations.find(({ role }) => role === "guest");
      const window = await signsIn(scene, "minsu", { locale, still: true, scripts: [AXE] });
      for (const [page, opener] of Object.entries(OPENERS)) {
        await window.goes(`/admin/${page}`);
        await opens(window, button(main(window), opener).first(), `window-${page}-${locale}`);
      }
      const panels = {
        person: `people/${haneul.id}`,
        bot: `people/${bot.id}`,
        invitation: `invitations/${link!.id}`,
      };
      for (const [name, address] of Object.entries(panels)) {
        await window.goes(`/admin/${address}`);
        const offers = panel(window).getByRole("listitem").getByRole("button");
        await offers.first().waitFor();
        const count = await offers.count();
        for (let at = 0; at < count; at += 1)
          await opens(window, offers.nth(at), `window-${name}-${at}-${locale}`);
      }
    },
    { alone: true },
  );
}

/** Opens a window, looks at it with axe, wide and light, and dark on a phone, and closes it. */
async function opens(window: Window, opener: Locator, name: string): Promise<void> {
  await opener.click();
  await dialog(window).getByRole("heading").first().waitFor();
  await becomes("it is there", 0, () =>
    dialog(window)
      .getByText(/^(불러오는 중…|Loading…)$/)
      .count(),
  );
  for (const [theme, size] of [["light", WIDE] as const, ["dark", PHONE] as const]) {
    await takes(window, `${name}-${theme}`, theme, size);
    await hasNoViolations(window, `${name}, ${theme}`);
  }
  await window.page.emulateMedia({ colorScheme: "light" });
  await window.page.setViewportSize(WIDE);
  await window.page.keyboard.press("Escape");
  await dialog(window).waitFor({ state: "detached" });
}

/** Wide and on a phone, in both themes; and on the narrowest screen. */
async function looksAt(window: Window, name: string): Promise<void> {
  const { page } = window;
  await page.getByRole("heading", { level: 1 }).waitFor();
  await becomes("it is there", 0, () => page.getByText(/^(불러오는 중…|Loading…)$/).count());
  for (const theme of ["light", "dark"] as const) {
    for (const [shape, size] of [["wide", WIDE] as const, ["phone", PHONE] as const]) {
      await takes(window, `${name}-${shape}-${theme}`, theme, size);
      await hasNoViolations(window, `${name}, ${shape}, ${theme}`);
    }
  }
  await page.setViewportSize({ width: 320, height: 640 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  ok(width <= 320, `${name} is ${width} px wide`);
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize(WIDE);
}
