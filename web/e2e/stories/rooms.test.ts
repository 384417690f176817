// Rooms: opening, finding, joining and leaving them, their addresses, and what is unread in them.
import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import type { Locator } from "playwright-core";
import { newId } from "../guest.ts";
import { type Scene, stage, story } from "../stage.ts";
import { becomes, until } from "../until.ts";
import type { Window } from "../window.ts";

stage();

const title = (window: Window, text: string) =>
  window.page.getByRole("heading", { level: 1, name: text, exact: true });
const entry = (window: Window, room: string) =>
  window.page.getByRole("navigation").getByRole("listitem").filter({ hasText: room });
const browsing = (window: Window) => window.page.getByRole("link", { name: "방 둘러보기" });

async function comesIn(scene: Scene, name: string, options = {}): Promise<Window> {
  const window = await scene.window(options);
  await window.goes("/");
  await window.comesIn(name);
  await window.isConnected();
  return window;
}

story("one opens a room, another finds it, joins it and leaves it again", async (scene) => {
  const jiu = await comesIn(scene, "김지우");
  await jiu.page.getByRole("button", { name: "방 열기" }).first().click();
  await jiu.page.getByRole("textbox", { name: "방 이름" }).fill("산책 모임");
  await jiu.page.getByRole("textbox", { name: /어떤 이야기/ }).fill("저녁 먹고 한 바퀴");
  await jiu.page.getByRole("button", { name: "열기", exact: true }).click();
  await title(jiu, "산책 모임").waitFor();
  await jiu.says("오늘 걸으실 분");

  const minsu = await comesIn(scene, "민수");
  await browsing(minsu).click();
  await title(minsu, "방 둘러보기").waitFor();
  const card = minsu.page.getByRole("main").getByRole("listitem").filter({ hasText: "산책 모임" });
  await card.getByText("저녁 먹고 한 바퀴").waitFor();
  await card.getByRole("button", { name: "들어가기" }).click();
  await title(minsu, "산책 모임").waitFor();
  await minsu.sees("오늘 걸으실 분");
  await minsu.says("저요");
  await jiu.sees("저요");

  await minsu.page.getByRole("button", { name: /함께하는 사람 보기/ }).click();
  const people = minsu.page.getByRole("complementary", { name: "함께하는 사람" });
  await people.getByText("김지우").waitFor();
  await people.getByRole("button", { name: "방 나가기" }).click();
  await minsu.page.getByRole("dialog").getByRole("button", { name: "나가기", exact: true }).click();
  await entry(minsu, "산책 모임").waitFor({ state: "detached" });
  await jiu.page.getByRole("button", { name: /함께하는 사람 보기/ }).click();
  const left = jiu.page.getByRole("complementary", { name: "함께하는 사람" });
  await left.getByText("김지우").waitFor();
  await until("민수 is gone from the list", async () => (await left.getByText("민수").count()) === 0);
  await jiu.sees("저요");
});

story("what one writes in a window is not thrown away by a slip", async (scene) => {
  const jiu = await comesIn(scene, "김지우");
  await jiu.page.getByRole("button", { name: "방 열기" }).first().click();
  const name = jiu.page.getByRole("textbox", { name: "방 이름" });
  await name.focus();
  await jiu.keyboard.types("산책");
  await jiu.page.keyboard.press("Escape");
  await jiu.keyboard.commits();
  strictEqual(await name.inputValue(), "산책");
  await jiu.page.mouse.click(5, 5);
  strictEqual(await name.inputValue(), "산책");
  const question = jiu.page.getByRole("dialog", { name: "쓰던 내용을 버릴까요?" });
  await name.focus();
  await jiu.page.keyboard.press("Escape");
  await question.waitFor();
  await jiu.page.keyboard.press("Escape");
  await question.waitFor({ state: "detached" });
  await jiu.hasFocus(/^INPUT/);
  strictEqual(await name.inputValue(), "산책");
  await jiu.page.keyboard.press("Escape");
  await question.getByRole("button", { name: "버리기" }).click();
  await name.waitFor({ state: "detached" });
});

story("a link leads into its room, through the name", async (scene) => {
  const room = await (await scene.guest("keeper")).opens("링크로 오는 방");
  const jiu = await scene.window();
  await jiu.comesTo(room, "지우");
  await title(jiu, "링크로 오는 방").waitFor();
  strictEqual(new URL(jiu.page.url()).pathname, `/r/${room}`);
  await jiu.page.reload();
  await title(jiu, "링크로 오는 방").waitFor();
  await jiu.composer.waitFor();
});

story("a room that is none, and an address that is none, say so", async (scene) => {
  scene.mayTell(/status of 404/);
  const jiu = await comesIn(scene, "지우");
  await jiu.goes("/r/01a00000-0000-7000-8000-000000000000");
  await title(jiu, "이런 방은 없어요").or(jiu.page.getByText("이런 방은 없어요")).first().waitFor();
  await jiu.goes("/no/such/place");
  await jiu.page.getByText("길을 잘못 드셨나 봐요").waitFor();
  await jiu.page.getByRole("main").getByRole("link", { name: "방 둘러보기" }).click();
  await title(jiu, "방 둘러보기").waitFor();
});

story("back and forward go through the rooms", async (scene) => {
  const keeper = await scene.guest("keeper");
  const [one, two] = [await keeper.opens("첫째 방"), await keeper.opens("둘째 방")];
  const jiu = await scene.window();
  await jiu.comesTo(one, "지우");
  await jiu.goes(`/r/${two}`);
  await jiu.joins();
  await entry(jiu, "첫째 방").getByRole("link").click();
  await title(jiu, "첫째 방").waitFor();
  await browsing(jiu).click();
  await title(jiu, "방 둘러보기").waitFor();
  await jiu.page.goBack();
  await title(jiu, "첫째 방").waitFor();
  await jiu.page.goBack();
  await title(jiu, "둘째 방").waitFor();
  await jiu.page.goForward();
  await title(jiu, "첫째 방").waitFor();
});

story("a phone shows one pane, and the way back", async (scene) => {
  const room = await (await scene.guest("keeper")).opens("손안의 방");
  const jiu = await scene.window({ width: 390, height: 844, phone: true });
  await jiu.goes("/");
  await jiu.comesIn("지우");
  await browsing(jiu).tap();
  const card = jiu.page.getByRole("main").getByRole("listitem").filter({ hasText: "손안의 방" });
  await card.getByRole("button", { name: "들어가기" }).tap();
  await title(jiu, "손안의 방").waitFor();
  strictEqual(await jiu.page.getByRole("navigation").isVisible(), false);
  await jiu.says("한 손으로");
  await jiu.sees("한 손으로");
  await jiu.page.getByRole("button", { name: /함께하는 사람 보기/ }).tap();
  const people = jiu.page.getByRole("complementary", { name: "함께하는 사람" });
  await people.waitFor();
  await jiu.page.goBack();
  await people.waitFor({ state: "detached" });
  strictEqual(new URL(jiu.page.url()).pathname, `/r/${room}`);
  await jiu.page.getByRole("button", { name: "방 목록으로" }).tap();
  await title(jiu, "방 둘러보기").waitFor();
  await jiu.page.getByRole("button", { name: "방 목록으로" }).tap();
  await jiu.page.getByRole("navigation").waitFor();
  await entry(jiu, "손안의 방").getByRole("link").tap();
  await jiu.sees("한 손으로");
});

story("a new name is seen by everybody", async (scene) => {
  const room = await (await scene.guest("keeper")).opens("이름표");
  const [jiu, minsu] = [await scene.window(), await scene.window()];
  await jiu.comesTo(room, "지우");
  await minsu.comesTo(room, "민수");
  await jiu.says("제 이름은요");
  await minsu.message("제 이름은요").getByText("지우", { exact: true }).waitFor();
  await jiu.page.getByRole("button", { name: "설정" }).click();
  await jiu.page.getByRole("textbox", { name: "내 이름" }).fill("김지우");
  await jiu.page.getByRole("button", { name: "저장" }).click();
  await jiu.page.getByText("저장했어요").waitFor();
  await minsu.message("제 이름은요").getByText("김지우", { exact: true }).waitFor();
});

const isBold = (name: Locator) =>
  name.evaluate((element) => Number(getComputedStyle(element).fontWeight) >= 600);

story(
  "unread is bold, only what is said to me is counted, and reading on one device clears the other",
  async (scene) => {
    const keeper = await scene.guest("keeper");
    const [room, elsewhere] = [await keeper.opens("소식"), await keeper.opens("다른 방")];
    const desk = await scene.window();
    await desk.comesTo(room, "지우");
    await desk.goes(`/r/${elsewhere}`);
    await desk.joins();
    await title(desk, "다른 방").waitFor();
    const phone = await scene.device(desk, { width: 390, height: 844, phone: true });
    await phone.goes("/");
    await entry(phone, "소식").waitFor();
    const name = (window: Window) => entry(window, "소식").getByText("소식", { exact: true });
    ok(!(await isBold(name(desk))));

    await keeper.says(room, "첫 소식");
    await keeper.says(room, "둘째 소식");
    for (const window of [desk, phone]) {
      await entry(window, "안 읽은 메시지 2개").waitFor();
      await until("it is bold", () => isBold(name(window)));
    }
    strictEqual(await desk.page.title(), "다른 방 – 마당");

    await entry(phone, "소식").getByRole("link").tap();
    await phone.sees("둘째 소식");
    await entry(desk, "안 읽은 메시지 2개").waitFor({ state: "detached" });
    await until("it is bold no more", async () => !(await isBold(name(desk))));
  },
);

story(
  "who writes to me stands on top; what is read keeps its place while I point at the list",
  async (scene) => {
    const keeper = await scene.guest("keeper");
    const rooms = [];
    for (let number = 1; number <= 6; number += 1) rooms.push(await keeper.opens(`읽을 방 ${number}`));
    const jiu = await scene.window({ width: 1100, height: 430 });
    await jiu.comesTo(rooms[0] ?? "", "읽는지우");
    await jiu.goes("/rooms");
    const { people } = await keeper.asks<{ people: { id: string }[] }>("GET", "/people?query=읽는지우");
    const me = people[0]?.id ?? "";
    for (const room of rooms.slice(1)) await keeper.asks("PUT", `/rooms/${room}/members/${me}`);
    for (const room of rooms) await keeper.says(room, "새 이야기");
    const talk = newId();
    await keeper.asks("POST", "/rooms/direct", { id: talk, people: [me] });
    await keeper.says(rooms[0] ?? "", "하나 더");
    await entry(jiu, "읽을 방 1").getByText("안 읽은 메시지 2개").waitFor();
    strictEqual(await entry(jiu, "keeper").count(), 0, "nothing was said in it yet");
    await keeper.says(talk, "저예요");

    const sections = () =>
      jiu.page.getByRole("navigation").getByRole("heading", { level: 2 }).allTextContents();
    await becomes("the conversation is on top", ["안 읽은 대화", "안 읽은 방"], async () =>
      (await sections()).slice(0, 2),
    );
    await becomes("it alone counts", "(1) 방 둘러보기 – 마당", () => jiu.page.title());
    const [below, above] = [/^아래에 안 읽은 곳 \d/, /^위에 안 읽은 곳 \d/].map((name) =>
      jiu.page.getByRole("button", { name }),
    );
    for (const pill of [below, above]) await pill?.click();

    const unread = () =>
      jiu.page
        .locator('[data-group="unread"] b')
        .evaluateAll((names) => names.map((name) => name.textContent));
    const all = await unread();
    strictEqual(all.length, 6);
    for (const name of all.slice(0, 2)) {
      await entry(jiu, name).getByRole("link").click();
      await entry(jiu, name).getByText("안 읽은 메시지").waitFor({ state: "detached" });
      deepStrictEqual(await unread(), all);
    }
    await jiu.page.mouse.move(800, 300);
    await becomes("what was read before is not among the unread", all.slice(1), unread);
  },
);
