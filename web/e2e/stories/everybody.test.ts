// For everybody: no violation of the accessibility rules on any screen, in both themes and languages; all by
// keyboard; and on the narrowest screen.
import { ok } from "node:assert/strict";
import { AXE, hasNoViolations } from "../axe.ts";
import { stage, story } from "../stage.ts";
import { becomes, until } from "../until.ts";
import type { Window } from "../window.ts";
import type { Locale } from "../words.ts";

stage();

const NAMES = {
  ko: {
    settings: "설정",
    open: "방 열기",
    people: /함께하는 사람 보기/,
    edit: "고치기",
    remove: "지우기",
    cancel: "취소",
    close: "닫기",
  },
  en: {
    settings: "Settings",
    open: "Open a room",
    people: /Show people/,
    edit: "Edit",
    remove: "Delete",
    cancel: "Cancel",
    close: "Close",
  },
} as const;

for (const locale of ["ko", "en"] as const) {
  for (const theme of ["light", "dark"] as const) {
    story(`no violations: every screen, ${locale}, ${theme}`, async (scene) => {
      scene.mayTell(/status of 404/);
      const keeper = await scene.guest("할머니");
      const room = await keeper.opens("안방", "따뜻한 아랫목");
      await keeper.says(room, "이건 **굵게**, `코드`, https://example.com/문서를 보세요\n\n- 하나\n- 둘");
      await keeper.says(room, "```js\nconst 마당 = 1;\n```");
      const window = await scene.window({ locale, theme, scripts: [AXE], still: true });
      await walksThrough(window, room, locale);
      const phone = await scene.device(window, {
        locale,
        theme,
        width: 390,
        height: 844,
        phone: true,
        scripts: [AXE],
        still: true,
      });
      await phone.goes(`/r/${room}`);
      await phone.sees("이건 굵게");
      await hasNoViolations(phone, "a room on a phone");
      await phone.goes("/");
      await phone.page.getByRole("navigation").waitFor();
      await hasNoViolations(phone, "the rooms on a phone");
    });
  }
}

async function walksThrough(window: Window, room: string, locale: Locale): Promise<void> {
  const { page } = window;
  const names = NAMES[locale];
  const button = (name: string | RegExp) => page.getByRole("button", { name, exact: true }).first();
  await window.goes(`/r/${room}`);
  await window.firstScreen.waitFor();
  await hasNoViolations(window, "the first screen");
  await window.firstScreen.click();
  await page.getByRole("textbox", { name: window.words.name, exact: true }).waitFor();
  await hasNoViolations(window, "coming in with just a name");
  await window.comesIn(locale === "ko" ? "지우" : "Jiu");
  await button(window.words.join).waitFor();
  await window.sees("이건 굵게");
  await hasNoViolations(window, "a room before joining");
  await window.joins();
  await window.says("내가 쓴 글");
  await window.sees("내가 쓴 글");
  await until("it is sent", async () => (await window.rows()).every(({ seq }) => seq !== null));
  await hasNoViolations(window, "a room");

  await window.message("내가 쓴 글").hover();
  await hasNoViolations(window, "a room with the bar of a message");
  await window.message("내가 쓴 글").click({ button: "right" });
  await page.getByRole("menu").waitFor();
  await hasNoViolations(window, "the menu of a message");
  await page.keyboard.press("Escape");
  await page.getByRole("menu").waitFor({ state: "detached" });
  await window.message("내가 쓴 글").hover();
  await window.message("내가 쓴 글").getByRole("button", { name: names.edit }).click();
  await hasNoViolations(window, "editing");
  await page.keyboard.press("Escape");
  await window.message("내가 쓴 글").hover();
  await window.message("내가 쓴 글").getByRole("button", { name: names.remove }).click();
  await page.getByRole("dialog").waitFor();
  await hasNoViolations(window, "the question before deleting");
  await page.getByRole("dialog").getByRole("button", { name: names.remove }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await hasNoViolations(window, "a deleted message");

  await button(names.people).click();
  await page.getByRole("complementary").getByText("할머니").waitFor();
  await hasNoViolations(window, "the people of a room");
  for (const name of [names.settings, names.open]) {
    await button(name).click();
    await page.getByRole("dialog").waitFor();
    await hasNoViolations(window, name);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  }
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("combobox").waitFor();
  await hasNoViolations(window, "finding a room");
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.getByRole("heading", { level: 1 }).click();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press("?");
  await page.getByRole("dialog").waitFor();
  await hasNoViolations(window, "the keys");

  await window.goes("/rooms");
  await page.getByRole("main").getByRole("listitem").filter({ hasText: "안방" }).first().waitFor();
  await hasNoViolations(window, "all rooms");
  await window.goes("/r/01a00000-0000-7000-8000-000000000000");
  await page.getByRole("main").getByRole("link").first().waitFor();
  await hasNoViolations(window, "a room that is none");
  await window.goes("/no/such/place");
  await page.getByRole("main").getByRole("link").first().waitFor();
  await hasNoViolations(window, "an address that is none");
}

story("by keyboard alone: a name, a room, a message, an edit, and out again", async (scene) => {
  await (await scene.guest("keeper")).opens("자판으로 가는 방");
  const jiu = await scene.window();
  const { page, keyboard } = jiu;
  const focused = (what: string, name: RegExp) =>
    until(`${what} has the focus`, () =>
      page.evaluate((wanted) => {
        const element = document.activeElement;
        const label = element?.getAttribute("aria-label") ?? element?.textContent ?? "";
        return new RegExp(wanted).test(label);
      }, name.source),
    );
  const tabsTo = async (name: RegExp) => {
    for (let presses = 0; presses < 40; presses += 1) {
      await page.keyboard.press("Tab");
      const label = await page.evaluate(() => {
        const element = document.activeElement;
        if (element === null || element === document.body) return "";
        return element.getAttribute("aria-label") ?? element.textContent;
      });
      if (name.test(label)) return;
    }
    throw new Error(`Tab never came to ${name.source}`);
  };

  await jiu.goes("/");
  await jiu.firstScreen.waitFor();
  await tabsTo(/^이름만 정하고 둘러보기$/);
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "이름", exact: true }).waitFor();
  await keyboard.types("김지우");
  await keyboard.enter();
  await jiu.isConnected();
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("combobox").waitFor();
  await keyboard.types("자판");
  await page.getByRole("option", { name: "자판으로 가는 방" }).waitFor();
  await keyboard.enter();
  await page.getByRole("heading", { level: 1, name: "자판으로 가는 방" }).waitFor();
  await page.getByRole("button", { name: "들어가기" }).waitFor();
  await tabsTo(/^들어가기$/);
  await page.keyboard.press("Enter");
  await jiu.composer.waitFor();
  await focused("the composer", /에 쓸 메시지$/);
  await keyboard.types("손은 자판 위에");
  await keyboard.enter();
  await jiu.sees("손은 자판 위에");
  await until("it is sent", async () => (await jiu.rows()).every(({ seq }) => seq !== null));

  await page.keyboard.press("Shift+Tab");
  await focused("the last message", /손은 자판 위에/);
  await page.keyboard.press("e");
  const editor = page.getByRole("textbox", { name: "메시지 고치기" });
  await editor.waitFor();
  await becomes("the editor has the focus", true, () =>
    editor.evaluate((field) => field === document.activeElement),
  );
  await keyboard.types(" 있어요");
  await keyboard.enter();
  await jiu.shows(["손은 자판 위에 있어요"]);

  await tabsTo(/함께하는 사람 보기/);
  await page.keyboard.press("Enter");
  await page.getByRole("complementary").waitFor();
  await tabsTo(/방 나가기/);
  await page.keyboard.press("Enter");
  const question = page.getByRole("dialog");
  await question.waitFor();
  await tabsTo(/^나가기$/);
  await page.keyboard.press("Enter");
  await question.waitFor({ state: "detached" });
  await page
    .getByRole("navigation")
    .getByRole("link", { name: "자판으로 가는 방" })
    .waitFor({ state: "detached" });
});

story(
  "on a phone names and pictures are as large as a finger, and what is said in passing covers nothing",
  async (scene) => {
    const keeper = await scene.guest("할머니");
    const room = await keeper.opens("손끝");
    await keeper.says(room, "첫 마디");
    await keeper.says(room, "https://example.com/ 를 보세요");
    const jiu = await scene.window({ width: 390, height: 844, phone: true });
    await jiu.comesTo(room, "지우");
    await jiu.sees("첫 마디");
    for (const person of await jiu.log.locator(".md-person").all()) {
      const reach = await person.evaluate((button) => {
        const { left, right, top, bottom } = button.getBoundingClientRect();
        const [x, y] = [(left + right) / 2, (top + bottom) / 2];
        const hits = (dx: number, dy: number) => button.contains(document.elementFromPoint(x + dx, y + dy));
        const steps = Array.from({ length: 60 }, (_, at) => at - 30);
        return [steps.filter((by) => hits(by, 0)).length, steps.filter((by) => hits(0, by)).length];
      });
      ok(Math.min(...reach) >= 43, `a name or a picture is ${reach.join(" by ")} px`);
    }

    await jiu.composer.fill("여러\n줄을\n쓰는\n중이에요");
    await jiu.log.locator(".md-person").first().tap();
    await jiu.page.getByRole("dialog").getByRole("button", { name: "차단하기" }).tap();
    const said = jiu.page.getByRole("status").filter({ hasText: "차단했어요" });
    await said.waitFor();
    const [word, field] = [await said.boundingBox(), await jiu.composer.boundingBox()];
    ok(word!.y + word!.height < field!.y, "it stands above the field");
  },
);

story("on 320 px nothing is cut off", async (scene) => {
  const keeper = await scene.guest("keeper");
  const room = await keeper.opens(
    "아주아주아주 이름이 긴 좁은 골목 끝의 작은 방",
    "좁아도 있을 건 다 있어요",
  );
  await keeper.says(room, `${"끊을곳없이긴말".repeat(20)} https://example.com/${"a".repeat(120)}`);
  await keeper.says(room, `\`\`\`\n${"const wide = 1; ".repeat(20)}\n\`\`\``);
  const jiu = await scene.window({ width: 320, height: 568, phone: true, scripts: [AXE], still: true });
  const fits = async (screen: string) => {
    const width = await jiu.page.evaluate(() => document.documentElement.scrollWidth);
    ok(width <= 320, `${screen} is ${width} px wide`);
    await hasNoViolations(jiu, `${screen} on 320 px`);
  };
  await jiu.goes(`/r/${room}`);
  await jiu.firstScreen.waitFor();
  await fits("the first screen");
  await jiu.comesIn("지우");
  await jiu.joins();
  await jiu.sees("끊을곳없이긴말");
  await jiu.says("좁은 데서도 잘 보여요");
  await jiu.sees("좁은 데서도 잘 보여요");
  await fits("a room");
  await jiu.page.getByRole("button", { name: /함께하는 사람 보기/ }).tap();
  await jiu.page.getByRole("complementary").waitFor();
  await fits("the people");
  await jiu.goes("/rooms");
  await jiu.page.getByRole("main").getByRole("listitem").first().waitFor();
  await fits("all rooms");
  await jiu.goes("/");
  await jiu.page.getByRole("navigation").waitFor();
  await fits("the rooms");
  await jiu.page.getByRole("button", { name: "설정" }).tap();
  await jiu.page.getByRole("dialog").waitFor();
  await fits("the settings");
});
