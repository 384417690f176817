// The screens of people and rooms, for everybody: no violation of the accessibility rules in both languages and themes,
// on a wide screen and on a phone; and a picture of each.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { AXE, hasNoViolations } from "../axe.ts";
import { newId } from "../guest.ts";
import { type Scene, SHOTS, stage, story } from "../stage.ts";
import { becomes } from "../until.ts";
import type { Window } from "../window.ts";
import type { Locale } from "../words.ts";

stage();

const NAMES = {
  ko: {
    people: /함께하는 사람 보기/,
    settings: "방 설정",
    add: "사람 부르기",
    open: "방 열기",
    write: "새 대화",
    silence: "말 쉬게 하기",
    archived: "보관된 방이에요. 읽을 수만 있어요.",
    report: "신고하기",
    newSection: "새 묶음…",
  },
  en: {
    people: /Show people/,
    settings: "Room settings",
    add: "Add people",
    open: "Open a room",
    write: "New conversation",
    silence: "Silence for a while",
    archived: "This room is archived. It can only be read.",
    report: "Report",
    newSection: "New section…",
  },
} as const;

/** As the person in front of this window, over HTTP. */
function asks(window: Window, method: string, path: string, body?: unknown): Promise<void> {
  return window.page.evaluate(
    async (asked) => {
      const init = { method: asked.method, headers: { "content-type": "application/json" } };
      const answer = await fetch(`/api${asked.path}`, { ...init, body: JSON.stringify(asked.body ?? {}) });
      if (!answer.ok) throw new Error(`${asked.path}: ${answer.status} ${await answer.text()}`);
    },
    { method, path, body },
  );
}

for (const locale of ["ko", "en"] as const) {
  for (const theme of ["light", "dark"] as const) {
    story(`no violations among people and rooms, ${locale}, ${theme}`, async (scene) => {
      const rooms = await prepares(scene, locale, theme);
      await rooms.walks(rooms.wide, "wide");
      await rooms.walks(rooms.phone, "phone");
    });
  }
}

async function prepares(scene: Scene, locale: Locale, theme: "light" | "dark") {
  const names = NAMES[locale];
  const options = { locale, theme, scripts: [AXE], still: true };
  const wide = await scene.window(options);
  await wide.goes("/");
  await wide.comesIn(locale === "ko" ? "맹지우" : "Jiu Maeng");
  await wide.isConnected();
  const [room, quiet] = [newId(), newId()];
  const bora = await scene.guest(locale === "ko" ? "남보라" : "Bora Nam");
  await asks(wide, "POST", "/rooms", {
    id: room,
    name: locale === "ko" ? "뒤뜰" : "Backyard",
    topic: locale === "ko" ? "감나무 아래에서" : "Under the persimmon tree",
    description:
      locale === "ko" ? "**천천히** 오세요.\n\n- 신발은 댓돌에" : "**Take your time.**\n\n- Shoes off",
    kind: "private",
  });
  await asks(wide, "POST", "/rooms", { id: quiet, name: locale === "ko" ? "옛 사랑방" : "Old parlour" });
  await asks(wide, "PUT", `/rooms/${room}/members/${bora.id}`);
  await asks(wide, "PUT", `/rooms/${room}/preferences`, { favourite: true });
  await asks(wide, "PATCH", `/rooms/${room}`, { slow_mode: 30, retention_days: 90 });
  await asks(wide, "PATCH", `/rooms/${quiet}`, { archived: true });
  await bora.says(room, locale === "ko" ? "마당에 감이 열렸어요" : "There are persimmons in the yard");
  const phone = await scene.device(wide, { ...options, width: 390, height: 844, phone: true });

  const picture = async (window: Window, name: string) => {
    await hasNoViolations(window, name);
    await becomes("the fonts are there", "loaded", () => window.page.evaluate(() => document.fonts.status));
    mkdirSync(SHOTS, { recursive: true });
    const path = join(SHOTS, `rooms ${name} ${theme} ${locale}.png`);
    await window.page.screenshot({ path, animations: "disabled" });
  };

  const walks = async (window: Window, shape: "wide" | "phone") => {
    const { page } = window;
    const dialog = page.getByRole("dialog");
    const pane = page.getByRole("complementary");
    const button = (name: string | RegExp) => page.getByRole("button", { name, exact: true }).first();
    const closes = async () => {
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
    };
    await window.goes(`/r/${room}`);
    await window.composer.waitFor();
    await button(names.people).click();
    await pane.getByText(bora.name).waitFor();
    await picture(window, `pane ${shape}`);
    for (const name of [names.settings, names.add]) {
      await pane.getByRole("button", { name }).click();
      await dialog.waitFor();
      if (name === names.add) await dialog.getByRole("option").first().waitFor();
      await picture(window, `${name === names.add ? "adding" : "settings"} ${shape}`);
      await closes();
    }
    await pane.getByRole("button", { name: bora.name }).click();
    await dialog.getByRole("button", { name: names.silence }).click();
    await picture(window, `card ${shape}`);
    await closes();
    await pane.getByRole("combobox").last().selectOption(names.newSection);
    await dialog.waitFor();
    await picture(window, `section ${shape}`);
    await closes();
    await window.goes(`/r/${quiet}`);
    await page.getByText(names.archived).waitFor();
    await picture(window, `archived ${shape}`);
    await window.goes("/rooms");
    await page.getByRole("main").getByRole("listitem").first().waitFor();
    await picture(window, `browsing ${shape}`);
    if (shape === "phone") {
      await window.goes("/");
      await page.getByRole("navigation").getByRole("listitem").first().waitFor();
    }
    for (const name of [names.open, names.write]) {
      await button(name).click();
      await dialog.waitFor();
      await picture(window, `${name === names.open ? "opening" : "writing"} ${shape}`);
      await closes();
    }
    if (shape === "phone") return picture(window, "list phone");
    await page
      .getByRole("navigation")
      .getByRole("listitem")
      .first()
      .getByRole("link")
      .click({ button: "right" });
    await page.getByRole("menu").waitFor();
    await picture(window, "menu wide");
    await page.keyboard.press("Escape");
    await window.goes(`/r/${room}`);
    await window.message(/감이 열렸어요|persimmons/).click({ button: "right" });
    await page.getByRole("menuitem", { name: names.report }).click();
    await dialog.waitFor();
    await picture(window, "report wide");
    await closes();
  };
  return { wide, phone, walks };
}
