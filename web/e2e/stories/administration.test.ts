// The administration: what owners do about people, rooms, invitations and the place, and what others see of it.
import { ok, strictEqual } from "node:assert/strict";
import type { Locator } from "playwright-core";
import { AXE, hasNoViolations } from "../axe.ts";
import { Guest, PASSWORD } from "../guest.ts";
import { PHONE, takes, WIDE } from "../pictures.ts";
import { type Scene, stage, story } from "../stage.ts";
import { becomes, until } from "../until.ts";
import type { Window, WindowOptions } from "../window.ts";

stage();

const PAGES = ["people", "rooms", "invitations", "place", "reports", "audit", "storage"] as const;

interface Village {
  readonly owner: Guest;
  readonly jiwoo: Guest;
  readonly haneul: Guest;
  /** Open to guests. */
  readonly yard: string;
  readonly weekly: string;
}

/** A house with an owner, an admin, a member and two rooms. */
async function village({ house }: Scene): Promise<Village> {
  const owner = await Guest.claims(house, "박민수", "minsu");
  const jiwoo = await Guest.comesBy(house, await owner.invites("admin"), "김지우", "jiwoo");
  const haneul = await Guest.comesBy(house, await owner.invites("member"), "이하늘", "haneul");
  const yard = await owner.opens("앞마당 모임", "누구나 들러요", { kind: "open" });
  const weekly = await owner.opens("주간회의", "월요일 열 시");
  for (const room of [yard, weekly]) await haneul.joins(room);
  await haneul.says(yard, "★특가★ 지금 바로 눌러보세요");
  return { owner, jiwoo, haneul, yard, weekly };
}

async function signsIn(scene: Scene, handle: string, options?: WindowOptions): Promise<Window> {
  const window = await scene.window(options);
  const answer = await window.context.request.post(`${window.url}/api/session/password`, {
    data: { login: handle, password: PASSWORD, keep: "cookie" },
  });
  ok(answer.ok(), await answer.text());
  return window;
}

const isAtTheDoor = ({ page }: Window) =>
  page.getByRole("heading", { level: 1, name: "어서 오세요" }).waitFor();
const main = ({ page }: Window) => page.getByRole("main");
const panel = ({ page }: Window) => page.getByRole("complementary");
const dialog = ({ page }: Window) => page.getByRole("dialog");
const button = (place: Locator, name: string | RegExp) =>
  place.getByRole("button", { name, exact: typeof name === "string" });

/** Presses in the panel and says yes in the window that asks. */
async function does(window: Window, offer: string, act = offer): Promise<void> {
  await button(panel(window), offer).click();
  await button(dialog(window), act).click();
  await dialog(window).waitFor({ state: "detached" });
}
const says = (window: Window, text: string | RegExp) =>
  window.page.getByRole("status").filter({ hasText: text }).waitFor();

story(
  "people: found, made admins and back, put to rest and let in, sent away, and erased",
  async (scene) => {
    scene.mayTell(/status of 401/);
    await village(scene);
    const owner = await signsIn(scene, "minsu", { still: true });
    await owner.goes("/");
    await owner.page.getByRole("link", { name: "마당 관리" }).click();
    await owner.page.getByRole("searchbox").focus();
    await owner.keyboard.types("하늘");
    await owner.keyboard.commits();
    await becomes("only she is found", ["이하늘"], () =>
      main(owner).getByRole("listitem").locator("b > span:first-child").allTextContents(),
    );
    await main(owner)
      .getByRole("link", { name: /이하늘/ })
      .click();

    await button(panel(owner), "바꾸기").click();
    await dialog(owner)
      .getByRole("radio", { name: /^관리자/ })
      .check();
    await button(dialog(owner), "바꾸기").click();
    await panel(owner).getByText("관리자", { exact: true }).waitFor();
    await says(owner, "이제 이하늘은 관리자예요");
    await owner.page.getByRole("button", { name: "되돌리기" }).click();
    await panel(owner).getByText("구성원", { exact: true }).waitFor();

    // Who is put to rest is out at once, and comes back with the old password.
    const haneul = await signsIn(scene, "haneul");
    await haneul.goes("/");
    await haneul.isConnected();
    await does(owner, "쉬게 하기");
    await isAtTheDoor(haneul);
    await panel(owner).getByText("쉬는 중").waitFor();
    await does(owner, "다시 받기");
    const again = await signsIn(scene, "haneul");
    await again.goes("/");
    await again.isConnected();

    await does(owner, "내보내기");
    await isAtTheDoor(again);
    await panel(owner).getByText("내보냄").waitFor();

    await button(panel(owner), "지우기").click();
    ok(await button(dialog(owner), "지우기").isDisabled());
    await dialog(owner).getByRole("textbox").focus();
    await owner.keyboard.types("이하늘");
    await owner.keyboard.commits();
    await button(dialog(owner), "지우기").click();
    await dialog(owner).getByText("이하늘을 지웠어요").waitFor();
    await dialog(owner).getByText("메시지").waitFor();
    await button(dialog(owner), "닫기").last().click();
    await panel(owner).getByText("지워짐", { exact: true }).waitFor();
  },
  { alone: true },
);

story(
  "a reset link is handed over, and sets a new password",
  async (scene) => {
    await village(scene);
    const owner = await signsIn(scene, "minsu");
    await owner.goes("/admin/people");
    await main(owner)
      .getByRole("link", { name: /이하늘/ })
      .click();
    await button(panel(owner), "링크 만들기").click();
    await button(dialog(owner), "링크 만들기").click();
    const link = await dialog(owner).getByRole("textbox").inputValue();
    const haneul = await scene.window();
    await haneul.page.goto(link);
    await haneul.page
      .getByLabel(/새 비밀번호/)
      .first()
      .waitFor();
  },
  { alone: true },
);

story(
  "a bot is made, and a program is it by its token",
  async (scene) => {
    await village(scene);
    const owner = await signsIn(scene, "minsu");
    await owner.goes("/admin/people");
    await button(main(owner), "봇 만들기").click();
    await dialog(owner).getByRole("textbox", { name: "이름" }).fill("날씨");
    await dialog(owner).getByRole("textbox", { name: "아이디" }).fill("weather");
    await button(dialog(owner), "만들기").click();
    await panel(owner).getByText("@weather").waitFor();
    await button(panel(owner), "토큰 만들기").click();
    await dialog(owner).getByRole("textbox").first().fill("날씨 알림");
    await button(dialog(owner), "토큰 만들기").click();
    const token = await dialog(owner).getByRole("textbox", { name: "토큰" }).inputValue();
    const answer = await fetch(`${owner.url}/api/session`, { headers: { authorization: `Bearer ${token}` } });
    const { me } = (await answer.json()) as { me: { name: string; role: string } };
    strictEqual(`${me.name}, ${me.role}`, "날씨, bot");
  },
  { alone: true },
);

story(
  "an invitation: made, used, told of, and taken back",
  async (scene) => {
    scene.mayTell(/status of 410/);
    const { yard } = await village(scene);
    const owner = await signsIn(scene, "minsu");
    await owner.goes("/admin/invitations");
    await button(main(owner), "초대하기").click();
    await dialog(owner).getByRole("radio", { name: /^손님/ }).check();
    await dialog(owner).getByRole("checkbox", { name: "앞마당 모임" }).check();
    await dialog(owner).getByRole("textbox", { name: /메모/ }).fill("가을 손님");
    await button(dialog(owner), "링크 만들기").click();
    const link = await dialog(owner).getByRole("textbox", { name: "링크" }).inputValue();
    ok(new URL(link).hash.length > 20);
    await dialog(owner).getByRole("img").waitFor();
    await button(dialog(owner), "닫기").last().click();

    const marta = await scene.window({ locale: "en" });
    await marta.page.goto(link);
    await marta.page.getByRole("textbox", { name: "Name" }).fill("Marta");
    await marta.page.keyboard.press("Enter");
    await until("she is in the room", () => marta.page.url().endsWith(`/r/${yard}`));

    await owner.page.reload();
    await main(owner)
      .getByRole("link", { name: /가을 손님/ })
      .click();
    await panel(owner).getByRole("link", { name: "Marta" }).waitFor();
    await does(owner, "거두기");
    await panel(owner).getByText("거둠").waitFor();
    const late = await scene.window();
    await late.page.goto(link);
    await late.page.getByText("더는 쓸 수 없는 링크예요").waitFor();
    await marta.page.reload();
    await marta.isConnected();
  },
  { alone: true },
);

story(
  "a room is archived and opened again, and what it holds is told",
  async (scene) => {
    const { weekly } = await village(scene);
    const owner = await signsIn(scene, "minsu");
    const haneul = await signsIn(scene, "haneul");
    await haneul.goes(`/r/${weekly}`);
    await haneul.composer.waitFor();
    await owner.goes("/admin/rooms");
    await button(main(owner), "보관하기: 주간회의").click();
    await button(dialog(owner), "보관하기").click();
    await haneul.composer.waitFor({ state: "detached" });
    await owner.page.getByRole("button", { name: "되돌리기" }).click();
    await haneul.composer.waitFor();
    await owner.page.getByRole("link", { name: "저장 공간" }).click();
    await main(owner)
      .getByRole("row", { name: /앞마당 모임/ })
      .waitFor();
  },
  { alone: true },
);

story(
  "the place: a new name, colour and logo are seen at once, and stay",
  async (scene) => {
    await village(scene);
    const owner = await signsIn(scene, "minsu");
    await owner.goes("/admin/place");
    await owner.page.getByRole("textbox", { name: /마당 이름/ }).fill("늘봄모임");
    await owner.page.getByText("쪽빛").click();
    await owner.page.getByRole("radio", { name: /^닫기/ }).check();
    await owner.page.getByRole("radio", { name: /^누구나/ }).check();
    const before = await colourOf(owner);
    await owner.page.getByRole("button", { name: "저장" }).click();
    await says(owner, "저장했어요");
    await until("it is painted", async () => (await colourOf(owner)) !== before);
    await chooses(owner);
    await says(owner, "로고를 바꿨어요");

    const stranger = await scene.window();
    await stranger.goes("/");
    await stranger.page.getByText("늘봄모임").first().waitFor();
    await becomes("the gate has the colour", await colourOf(owner), () => colourOf(stranger));
    await owner.page.reload();
    await becomes("the name is kept", "늘봄모임", () =>
      owner.page.getByRole("textbox", { name: /마당 이름/ }).inputValue(),
    );
    ok(await owner.page.getByRole("radio", { name: /^누구나/ }).isChecked());
    ok(await owner.page.getByRole("radio", { name: /^닫기/ }).isChecked());
    await owner.goes("/");
    await owner.page.getByRole("navigation").getByText("늘봄모임").waitFor();
  },
  { alone: true },
);

const colourOf = ({ page }: Window) =>
  page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--md-jade"));

/** A picture of two colours, drawn by the page itself. */
async function chooses({ page }: Window): Promise<void> {
  const drawn = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(64, 64);
    const pen = canvas.getContext("2d");
    pen?.fillRect(8, 8, 48, 48);
    return [...new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())];
  });
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "그림 고르기" }).click();
  await (await chooser).setFiles({ name: "logo.png", mimeType: "image/png", buffer: Buffer.from(drawn) });
}

story(
  "a report waits for somebody, and its message is deleted for everybody",
  async (scene) => {
    const { owner, jiwoo, yard } = await village(scene);
    await owner.joins(yard);
    await jiwoo.joins(yard);
    const [message] = await owner.history(yard);
    await jiwoo.asks("POST", `/rooms/${yard}/messages/${message!.id}/reports`, { reason: "광고예요" });
    const window = await signsIn(scene, "minsu");
    const haneul = await signsIn(scene, "haneul");
    await haneul.goes(`/r/${yard}`);
    await haneul.sees("★특가★");
    await window.goes("/admin");
    await window.page.getByRole("link", { name: /^신고\s*1$/ }).click();
    await main(window).getByText("광고예요").waitFor();
    await main(window).getByText("★특가★ 지금 바로 눌러보세요").waitFor();
    await button(main(window), "메시지 지우기").click();
    await button(dialog(window), "메시지 지우기").click();
    await main(window).getByText("살펴볼 신고가 없어요").waitFor();
    await haneul.message("★특가★").waitFor({ state: "detached" });
    await window.page.getByText("마친 것").click();
    await main(window).getByText("메시지를 지웠어요").waitFor();
  },
  { alone: true },
);

story(
  "the log tells what was done, in both languages, and owners take it along",
  async (scene) => {
    const { owner, haneul } = await village(scene);
    await owner.asks("PATCH", `/people/${haneul.id}`, { state: "deactivated" });
    const ko = await signsIn(scene, "minsu");
    await ko.goes("/admin/audit");
    await main(ko).getByText("박민수가 이하늘을 쉬게 했어요").waitFor();
    await main(ko).getByText("박민수가 이 마당의 주인이 되었어요").waitFor();
    await ko.page.getByRole("combobox").selectOption({ label: "쉬게 하기" });
    await becomes("only that is left", 1, () => main(ko).getByRole("listitem").count());
    const download = ko.page.waitForEvent("download");
    await main(ko).getByRole("link", { name: "내려받기" }).click();
    ok((await download).suggestedFilename().length > 0);
    const en = await signsIn(scene, "jiwoo", { locale: "en" });
    await en.goes("/admin/audit");
    await main(en).getByText("박민수 deactivated 이하늘").waitFor();
    strictEqual(await main(en).getByRole("link", { name: "Export" }).count(), 0);
  },
  { alone: true },
);

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
