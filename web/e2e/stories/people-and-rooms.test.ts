// People and rooms: rooms of every kind, who is in them and who looks after them, conversations with single people, and
// how one wants to have it all.
import { strictEqual } from "node:assert/strict";
import { looksAt, LOOKED_AT } from "../door.ts";
import { type Scene, stage, story } from "../stage.ts";
import { becomes, until } from "../until.ts";
import type { Window } from "../window.ts";

stage();

const title = (window: Window, text: string) =>
  window.page.getByRole("heading", { level: 1, name: text, exact: true });
const entry = (window: Window, room: string) =>
  window.page.getByRole("navigation").getByRole("listitem").filter({ hasText: room });
const group = (window: Window, name: string) =>
  window.page
    .getByRole("navigation")
    .locator("section")
    .filter({ has: window.page.getByRole("heading", { name, exact: true }) });
const dialog = (window: Window) => window.page.getByRole("dialog");
const pane = (window: Window) => window.page.getByRole("complementary", { name: "함께하는 사람" });
const press = (window: Window, name: string | RegExp) =>
  window.page.getByRole("button", { name, exact: true }).first().click();

async function comesIn(scene: Scene, name: string, options = {}): Promise<Window> {
  const window = await scene.window(options);
  await window.goes("/");
  await window.comesIn(name);
  await window.isConnected();
  return window;
}

async function opensPane(window: Window): Promise<void> {
  await press(window, /함께하는 사람 보기/);
  await pane(window).waitFor();
}

async function opensCard(window: Window, name: string): Promise<void> {
  await pane(window).getByRole("button", { name }).click();
  await dialog(window).getByText(name, { exact: true }).last().waitFor();
}

story("into a private room one is brought, silenced, shown out, and brought back", async (scene) => {
  // What was looked at is not there any more.
  scene.mayTell(/status of 404/);
  const [jiu, minsu] = [await comesIn(scene, "한지우"), await comesIn(scene, "고민수")];
  await press(jiu, "방 열기");
  await jiu.page.getByRole("textbox", { name: "방 이름" }).fill("비밀 정원");
  await dialog(jiu)
    .getByRole("radio", { name: /초대받은 사람만/ })
    .check();
  await dialog(jiu).getByRole("button", { name: "열기", exact: true }).click();
  await title(jiu, "비밀 정원").waitFor();

  await minsu.page.getByRole("link", { name: "방 둘러보기" }).click();
  await minsu.page.getByRole("searchbox").fill("비밀");
  await minsu.page.getByText("‘비밀’에 맞는 것이 없어요.").waitFor();

  await opensPane(jiu);
  await pane(jiu).getByText("비공개 방").waitFor();
  await pane(jiu).getByRole("button", { name: "사람 부르기" }).click();
  await dialog(jiu).getByRole("combobox").fill("고민수");
  await dialog(jiu)
    .getByRole("option", { name: /고민수/ })
    .waitFor();
  await jiu.page.keyboard.press("Enter");
  await dialog(jiu).getByRole("list", { name: "고른 사람" }).getByText("고민수").waitFor();
  await dialog(jiu).getByRole("button", { name: "부르기", exact: true }).click();
  await dialog(jiu).waitFor({ state: "detached" });
  await jiu.page.getByText("고민수님을 불렀어요").waitFor();

  await entry(minsu, "비밀 정원").getByRole("link").click();
  await minsu.says("불러줘서 고마워요");
  await jiu.sees("불러줘서 고마워요");

  await opensCard(jiu, "고민수");
  await dialog(jiu).getByRole("button", { name: "말 쉬게 하기" }).dblclick();
  await dialog(jiu).getByRole("button", { name: "10분" }).click();
  await minsu.page.getByText(/까지 이 방에서 말을 쉬어야 해요/).waitFor();
  strictEqual(await minsu.composer.count(), 0);
  await dialog(jiu).getByRole("button", { name: "다시 말하게 하기" }).click();
  await minsu.composer.waitFor();

  await dialog(jiu).getByRole("button", { name: "방에서 내보내기" }).click();
  await entry(minsu, "비밀 정원").waitFor({ state: "detached" });
  await title(minsu, "이런 방은 없어요").waitFor();
  await jiu.page.getByText(/고민수님을 내보냈어요/).waitFor();
  await press(jiu, "되돌리기");
  await entry(minsu, "비밀 정원").waitFor();
});

story("out of a public room one is shown for good, until one is brought back", async (scene) => {
  const [jiu, minsu] = [await comesIn(scene, "한지우"), await comesIn(scene, "고민수")];
  scene.mayTell(/status of 403/);
  await press(jiu, "방 열기");
  await jiu.page.getByRole("textbox", { name: "방 이름" }).fill("너른 마당");
  await dialog(jiu).getByRole("button", { name: "열기", exact: true }).click();
  await title(jiu, "너른 마당").waitFor();
  await minsu.goes(new URL(jiu.page.url()).pathname);
  await minsu.joins();
  await minsu.says("저 왔어요");
  await opensPane(jiu);
  await opensCard(jiu, "고민수");
  await dialog(jiu).getByRole("button", { name: "방에서 내보내기" }).click();
  await minsu.page.getByRole("button", { name: "들어가기", exact: true }).click();
  await minsu.page.getByText(/이 방을 돌보는 분이 내보냈어요/).waitFor();
  await press(jiu, "되돌리기");
  await minsu.composer.waitFor();
});

story("who looks after a room changes it, archives it and opens it again", async (scene) => {
  const [jiu, minsu] = [await comesIn(scene, "한지우"), await comesIn(scene, "고민수")];
  await press(jiu, "방 열기");
  await jiu.page.getByRole("textbox", { name: "방 이름" }).fill("모임 준비");
  await dialog(jiu).getByRole("button", { name: "열기", exact: true }).click();
  await title(jiu, "모임 준비").waitFor();
  await minsu.goes(new URL(jiu.page.url()).pathname);
  await minsu.joins();
  await opensPane(minsu);
  strictEqual(await pane(minsu).getByRole("button", { name: "방 설정" }).count(), 0);

  await opensPane(jiu);
  await pane(jiu).getByRole("button", { name: "방 설정" }).click();
  await dialog(jiu).getByRole("textbox", { name: "방 이름" }).fill("봄 모임");
  await dialog(jiu)
    .getByRole("textbox", { name: /더 자세한 소개/ })
    .fill("**준비물**을 여기 모아요");
  await dialog(jiu).getByRole("combobox", { name: "천천히 이야기하기" }).selectOption("30초에 한 번");
  await dialog(jiu).getByRole("button", { name: "저장", exact: true }).click();
  await dialog(jiu).waitFor({ state: "detached" });
  for (const window of [jiu, minsu]) {
    await title(window, "봄 모임").waitFor();
    await pane(window).getByText("준비물을 여기 모아요").waitFor();
  }
  await minsu.says("첫 마디");
  await minsu.sees("첫 마디");
  await minsu.page.getByRole("button", { name: /전송\s*\d+초/ }).waitFor();

  await pane(jiu).getByRole("button", { name: "방 설정" }).click();
  await dialog(jiu).getByRole("button", { name: "방 보관하기" }).click();
  await minsu.page.getByText("보관된 방이에요. 읽을 수만 있어요.").waitFor();
  await press(jiu, "되돌리기");
  await minsu.composer.waitFor();
});

story("before a private room is opened up, it is said what others will read then", async (scene) => {
  scene.mayTell(/status of 404/);
  const [jiu, minsu] = [await comesIn(scene, "한지우", LOOKED_AT), await comesIn(scene, "고민수")];
  await press(jiu, "방 열기");
  await jiu.page.getByRole("textbox", { name: "방 이름" }).fill("처음엔 우리끼리");
  await dialog(jiu)
    .getByRole("radio", { name: /초대받은 사람만/ })
    .check();
  await dialog(jiu).getByRole("button", { name: "열기", exact: true }).click();
  await title(jiu, "처음엔 우리끼리").waitFor();
  await jiu.says("아직 비밀이에요");
  await opensPane(jiu);
  await pane(jiu).getByRole("button", { name: "방 설정" }).click();
  await dialog(jiu)
    .getByRole("radio", { name: /모두에게/ })
    .check();
  await dialog(jiu).getByRole("button", { name: "저장", exact: true }).click();
  await jiu.page.getByText("지금까지 나눈 이야기 1개도 마당 사람 누구나 읽을 수 있게 돼요.").waitFor();
  await looksAt(jiu, "publish");
  await jiu.page.keyboard.press("Escape");
  await pane(jiu).getByText("비공개 방").waitFor();
  await dialog(jiu).getByRole("button", { name: "저장", exact: true }).click();
  await dialog(jiu).last().getByRole("button", { name: "열기", exact: true }).click();
  await dialog(jiu).first().waitFor({ state: "detached" });
  await minsu.goes(new URL(jiu.page.url()).pathname);
  await minsu.sees("아직 비밀이에요");
});

story("in a room for announcements the others only read, until they look after it too", async (scene) => {
  const [jiu, minsu] = [await comesIn(scene, "한지우"), await comesIn(scene, "고민수")];
  await press(jiu, "방 열기");
  await jiu.page.getByRole("textbox", { name: "방 이름" }).fill("알립니다");
  await dialog(jiu)
    .getByRole("checkbox", { name: /공지 방으로/ })
    .check();
  await dialog(jiu).getByRole("button", { name: "열기", exact: true }).click();
  await title(jiu, "알립니다").waitFor();
  await jiu.says("내일은 쉬어요");
  await minsu.goes(new URL(jiu.page.url()).pathname);
  await minsu.sees("내일은 쉬어요");
  await press(minsu, "들어가기");
  await minsu.page.getByText(/^공지 방이에요/).waitFor();
  await opensPane(jiu);
  await opensCard(jiu, "고민수");
  await dialog(jiu).getByRole("button", { name: "방지기로" }).click();
  await minsu.composer.waitFor();
});

story("one looks into a room before one joins it", async (scene) => {
  const keeper = await scene.guest("keeper");
  const room = await keeper.opens("들여다보는 방", "먼저 읽어 보세요");
  await keeper.says(room, "안에서 하는 말");
  const jiu = await comesIn(scene, "한지우");
  await jiu.page.getByRole("link", { name: "방 둘러보기" }).click();
  await jiu.page.getByRole("searchbox").fill("들여다보는");
  await jiu.page
    .getByRole("main")
    .getByRole("link", { name: /들여다보는 방/ })
    .click();
  await jiu.sees("안에서 하는 말");
  strictEqual(await entry(jiu, "들여다보는 방").count(), 0);
  await jiu.joins();
  await entry(jiu, "들여다보는 방").waitFor();
});

story("two people talk, however they found each other", async (scene) => {
  const [jiu, minsu] = [await comesIn(scene, "차지우"), await comesIn(scene, "표민수")];
  await press(jiu, "새 대화");
  await dialog(jiu).getByRole("combobox").fill("ㅍㅁㅅ");
  await dialog(jiu)
    .getByRole("option", { name: /표민수/ })
    .click();
  await dialog(jiu).getByRole("button", { name: "대화 시작" }).click();
  await title(jiu, "표민수").waitFor();
  await jiu.says("점심 같이 할까요?");

  await group(minsu, "안 읽은 대화").getByText("차지우").waitFor();
  await becomes("the title counts", true, async () => (await minsu.page.title()).startsWith("(1) "));
  await entry(minsu, "차지우").getByRole("link").click();
  await minsu.sees("점심 같이 할까요?");
  await minsu.says("좋아요");
  await jiu.sees("좋아요");
  await becomes("the page is called by the other", true, async () =>
    (await jiu.page.title()).startsWith("표민수 – "),
  );
  const { pathname } = new URL(jiu.page.url());

  // From the card, and by the switcher, one comes to the same conversation.
  await minsu.page.getByRole("link", { name: "방 둘러보기" }).click();
  await minsu.page.keyboard.press("Control+k");
  await minsu.page.getByRole("combobox").fill("차지우");
  await minsu.page.getByRole("option", { name: "차지우" }).waitFor();
  await minsu.page.keyboard.press("Enter");
  await title(minsu, "차지우").waitFor();
  strictEqual(new URL(minsu.page.url()).pathname, pathname);
  await opensPane(minsu);
  await pane(minsu).getByRole("button", { name: "차지우" }).click();
  await dialog(minsu).getByRole("button", { name: "메시지 보내기" }).click();
  await dialog(minsu).waitFor({ state: "detached" });
  strictEqual(new URL(minsu.page.url()).pathname, pathname);
});

story("rooms stand where I put them, on every device", async (scene) => {
  const keeper = await scene.guest("keeper");
  const names = ["가을 방", "나무 방", "다리 방"];
  const rooms = [];
  for (const name of names) rooms.push(await keeper.opens(name));
  const jiu = await scene.window();
  await jiu.goes(`/r/${rooms[0]}`);
  await jiu.comesIn("하지우");
  await jiu.joins();
  for (const room of rooms.slice(1)) {
    await jiu.goes(`/r/${room}`);
    await jiu.joins();
  }
  const other = await scene.device(jiu);
  await other.goes("/");
  await entry(other, "가을 방").waitFor();

  await entry(jiu, "가을 방").getByRole("link").click({ button: "right" });
  await jiu.page.getByRole("menuitemcheckbox", { name: "즐겨찾기" }).click();
  for (const window of [jiu, other]) await group(window, "즐겨찾기").getByText("가을 방").waitFor();

  // By the key for menus, and a heading of my own.
  await entry(jiu, "나무 방").getByRole("link").focus();
  await jiu.page.keyboard.press("Shift+F10");
  await jiu.page.getByRole("menuitem", { name: "새 묶음…" }).click();
  await dialog(jiu).getByRole("textbox", { name: "묶음 이름" }).fill("우리 동네");
  await dialog(jiu).getByRole("button", { name: "저장" }).click();
  for (const window of [jiu, other]) await group(window, "우리 동네").getByText("나무 방").waitFor();

  await opensPane(jiu);
  await pane(jiu).getByRole("combobox", { name: "묶음" }).selectOption("우리 동네");
  await group(jiu, "우리 동네").getByText("다리 방").waitFor();
  await entry(jiu, "다리 방").getByRole("link").click({ button: "right" });
  await jiu.page.getByRole("menuitem", { name: "위로" }).click();
  await becomes("다리 방 stands first", ["다리 방", "나무 방"], () =>
    group(other, "우리 동네").locator("b").allTextContents(),
  );

  await pane(jiu).getByRole("combobox", { name: "알림" }).selectOption("끄기");
  await jiu.goes("/rooms");
  await keeper.says(rooms[2] ?? "", "조용히 온 말");
  await keeper.says(rooms[0] ?? "", "모두에게 온 말");
  await entry(jiu, "가을 방").getByText("안 읽은 메시지 1개").waitFor();
  strictEqual(await entry(jiu, "다리 방").getByText("안 읽은 메시지").count(), 0, "a muted room keeps quiet");
  strictEqual(await entry(jiu, "다리 방").locator("[data-unread=true]").count(), 0);
});

story("whom I block I read no more, unless I want to; and what is wrong I report", async (scene) => {
  const keeper = await scene.guest("주최자");
  const room = await keeper.opens("시끄러운 방");
  const loud = await scene.guest("떠들이");
  await loud.joins(room);
  await loud.says(room, "싫은 소리");
  const jiu = await scene.window();
  await jiu.comesTo(room, "한지우");
  await jiu.sees("싫은 소리");

  await jiu.message("싫은 소리").click({ button: "right" });
  await jiu.page.getByRole("menuitem", { name: "신고하기" }).click();
  await dialog(jiu).getByRole("radio", { name: "광고나 도배예요" }).check();
  await dialog(jiu).getByRole("button", { name: "신고하기" }).click();
  await jiu.page.getByText("신고했어요. 살펴볼게요.").waitFor();

  await jiu.message("싫은 소리").click({ button: "right" });
  await jiu.page.getByRole("menuitem", { name: "프로필 보기" }).click();
  await dialog(jiu).getByRole("button", { name: "차단하기" }).click();
  await jiu.page.getByText("차단한 사람의 메시지").waitFor();
  await until("it is folded", async () => (await jiu.log.getByText("싫은 소리").count()) === 0);
  await press(jiu, "보기");
  await jiu.sees("싫은 소리");
  await jiu.page.reload();
  await jiu.page.getByText("차단한 사람의 메시지").waitFor();
});

story(
  "a guest by a link is told as such, sees what guests may see, and is offered no more",
  async (scene) => {
    scene.mayTell(/status of 40[134]/);
    const owner = await scene.window();
    await owner.goes("/");
    await owner.firstScreen.waitFor();
    await owner.page.evaluate(async () => {
      const claim = { house: "새봄", name: "주인장", handle: "owner", password: "감나무 아래에서 만나요" };
      const answer = await fetch("/api/house/owner", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ ...claim, keep: "cookie" }),
      });
      if (!answer.ok) throw new Error(await answer.text());
    });
    await owner.goes("/rooms");
    await press(owner, "방 열기");
    await owner.page.getByRole("textbox", { name: "방 이름" }).fill("대청마루");
    await dialog(owner)
      .getByRole("radio", { name: /손님도/ })
      .check();
    await dialog(owner).getByRole("button", { name: "열기", exact: true }).click();
    await title(owner, "대청마루").waitFor();
    await owner.says("어서 오세요");

    const marta = await scene.window();
    await marta.goes(new URL(owner.page.url()).pathname);
    // Who comes by the link of a room is in it.
    await marta.comesIn("Marta");
    await marta.composer.waitFor();
    await marta.says("고맙습니다");
    await owner.message("고맙습니다").getByText("손님", { exact: true }).waitFor();
    strictEqual(await marta.page.getByRole("button", { name: "방 열기" }).count(), 0);
    strictEqual(await marta.page.getByRole("button", { name: "새 대화" }).count(), 0);
    await marta.page.getByText("손님으로 이야기하고 있어요").waitFor();

    await owner.message("고맙습니다").getByRole("button", { name: "Marta", exact: true }).click();
    await dialog(owner).getByText("마당 관리에서 보기").waitFor();
    strictEqual(await dialog(owner).getByRole("button", { name: "메시지 보내기" }).count(), 0);
    strictEqual(await dialog(owner).getByRole("button", { name: "방지기로" }).count(), 0);
    await owner.page.keyboard.press("Escape");
    await marta.message("어서 오세요").getByRole("button", { name: "주인장", exact: true }).click();
    await dialog(marta)
      .getByText(/마당 주인/)
      .waitFor();
    await dialog(marta).getByRole("button", { name: "차단하기" }).waitFor();

    await owner.message("고맙습니다").click({ button: "right" });
    await owner.page.getByRole("menuitem", { name: "지우기" }).click();
    await dialog(owner).getByRole("button", { name: "지우기" }).click();
    await marta.sees("지운 메시지예요");
  },
  { alone: true },
);
