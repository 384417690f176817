// Korean through the input method of a real browser: every order of events that can be produced sends once
// or not at all. Time stands still while the order matters to the millisecond.
import { strictEqual } from "node:assert/strict";
import type { Guest } from "../guest.ts";
import { type Scene, stage, story } from "../stage.ts";
import { becomes } from "../until.ts";
import type { Window } from "../window.ts";

stage();

interface Place {
  jiu: Window;
  keeper: Guest;
  room: string;
}

async function sitsDown(scene: Scene): Promise<Place> {
  const keeper = await scene.guest("keeper");
  const room = await keeper.opens("한글");
  const jiu = await scene.window();
  await jiu.page.clock.install();
  await jiu.comesTo(room, "지우");
  await jiu.composer.focus();
  return { jiu, keeper, room };
}

/** Whatever came before has had its effect once a later message is there: these, and no others, were said. */
async function saidOnly({ jiu, keeper, room }: Place, texts: readonly string[]): Promise<void> {
  await jiu.page.clock.runFor(1000);
  await jiu.page.clock.resume();
  await becomes("the field is empty", "", () => jiu.composer.inputValue());
  await jiu.says("끝");
  await becomes("the store holds these", [...texts, "끝"], async () =>
    (await keeper.history(room)).map(({ text }) => text),
  );
  await jiu.shows([...texts, "끝"]);
}

async function stopsTime({ jiu }: Place): Promise<void> {
  await jiu.page.clock.pauseAt(Date.now() + 60_000);
}

story("Enter ends the syllable and sends: macOS and Linux", async (scene) => {
  const place = await sitsDown(scene);
  await place.jiu.keyboard.types("안녕하세요, 반가워요");
  await place.jiu.keyboard.enter();
  await saidOnly(place, ["안녕하세요, 반가워요"]);
});

story("the second Enter never comes: Microsoft's input method", async (scene) => {
  const place = await sitsDown(scene);
  const { keyboard } = place.jiu;
  await keyboard.types("한 번만 눌렀어요");
  await keyboard.enterForInputMethod();
  await keyboard.commits();
  await saidOnly(place, ["한 번만 눌렀어요"]);
});

story("the real Enter comes before the text is committed: a variant on Windows", async (scene) => {
  const place = await sitsDown(scene);
  const { keyboard, page } = place.jiu;
  await keyboard.types("마지막 글자");
  await keyboard.enterForInputMethod();
  await page.keyboard.down("Enter");
  await keyboard.commits();
  await page.keyboard.up("Enter");
  await saidOnly(place, ["마지막 글자"]);
});

story("the input method's Enter comes after the end: Safari", async (scene) => {
  const place = await sitsDown(scene);
  const { keyboard } = place.jiu;
  await keyboard.types("사파리에서");
  await stopsTime(place);
  await keyboard.commits();
  await keyboard.enterForInputMethod();
  await saidOnly(place, ["사파리에서"]);
});

story("the input method's Enter long after the end sends nothing", async (scene) => {
  const place = await sitsDown(scene);
  const { keyboard, page, composer } = place.jiu;
  await keyboard.types("아직");
  await stopsTime(place);
  await keyboard.commits();
  await page.clock.runFor(500);
  await keyboard.enterForInputMethod();
  strictEqual(await composer.inputValue(), "아직");
  await keyboard.types(" 쓰는 중");
  await page.clock.resume();
  await keyboard.enter();
  await saidOnly(place, ["아직 쓰는 중"]);
});

story("without an input method: one Enter, one message", async (scene) => {
  const place = await sitsDown(scene);
  await place.jiu.page.keyboard.type("Hello there");
  await place.jiu.page.keyboard.press("Enter");
  await saidOnly(place, ["Hello there"]);
});

story("Enter picks a Hanja candidate and does not send", async (scene) => {
  const place = await sitsDown(scene);
  const { keyboard, page, composer } = place.jiu;
  await keyboard.shows("한");
  await keyboard.enterForInputMethod();
  await keyboard.commits("漢");
  await page.clock.runFor(1000);
  strictEqual(await composer.inputValue(), "漢");
  await keyboard.types("자");
  await keyboard.enter();
  await saidOnly(place, ["漢자"]);
});

story("Enter picks a Japanese candidate and does not send", async (scene) => {
  const place = await sitsDown(scene);
  const { keyboard, page, composer } = place.jiu;
  await keyboard.shows("にわ");
  await keyboard.enterForInputMethod();
  await keyboard.commits("庭");
  await page.clock.runFor(1000);
  strictEqual(await composer.inputValue(), "庭");
  await page.keyboard.press("Enter");
  await saidOnly(place, ["庭"]);
});

story("a double Enter sends once and leaves no empty line", async (scene) => {
  const place = await sitsDown(scene);
  const { keyboard, page } = place.jiu;
  await keyboard.types("두 번 눌렀어요");
  await stopsTime(place);
  await keyboard.enter();
  await page.keyboard.press("Enter");
  await saidOnly(place, ["두 번 눌렀어요"]);
});

story("typing goes on before the remembered Enter acts: nothing is cut", async (scene) => {
  const place = await sitsDown(scene);
  const { keyboard, page } = place.jiu;
  await keyboard.types("이어서");
  await stopsTime(place);
  await keyboard.enterForInputMethod();
  await keyboard.commits();
  await keyboard.types("씁니다");
  await page.clock.runFor(1000);
  await page.clock.resume();
  await keyboard.enter();
  await saidOnly(place, ["이어서씁니다"]);
});

story("clicking away while composing sends nothing and loses nothing", async (scene) => {
  const place = await sitsDown(scene);
  const { keyboard, page, composer } = place.jiu;
  await keyboard.types("잠깐만");
  await page.getByRole("heading", { level: 1 }).click();
  keyboard.wasInterrupted();
  await page.clock.runFor(1000);
  strictEqual(await composer.inputValue(), "잠깐만");
  await page.getByRole("button", { name: "전송" }).click();
  await saidOnly(place, ["잠깐만"]);
});

story("the send button lets the syllable finish first", async (scene) => {
  const place = await sitsDown(scene);
  await place.jiu.keyboard.types("단추로 보내요");
  await place.jiu.page.getByRole("button", { name: "전송" }).click();
  place.jiu.keyboard.wasInterrupted();
  await saidOnly(place, ["단추로 보내요"]);
});

story("Shift+Enter makes a new line", async (scene) => {
  const place = await sitsDown(scene);
  const { keyboard, page, composer } = place.jiu;
  await keyboard.types("첫 줄");
  await keyboard.commits();
  await page.keyboard.press("Shift+Enter");
  await keyboard.types("둘째 줄");
  strictEqual(await composer.inputValue(), "첫 줄\n둘째 줄");
  await keyboard.enter();
  await becomes("both lines are stored", ["첫 줄\n둘째 줄"], async () =>
    (await place.keeper.history(place.room)).map(({ text }) => text),
  );
});

story("the names of people and rooms are typed the same way", async (scene) => {
  const jiu = await scene.window();
  await jiu.goes("/");
  await jiu.comesIn("김지우");
  const { page, keyboard } = jiu;
  await page.getByText("김지우", { exact: true }).waitFor();
  await page.getByRole("button", { name: "방 열기" }).first().click();
  await page.getByRole("textbox", { name: "방 이름" }).focus();
  await keyboard.types("점심 뭐 먹지");
  await keyboard.enter();
  await page.getByRole("heading", { level: 1, name: "점심 뭐 먹지" }).waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").waitFor();
  await keyboard.types("ㅈㅅㅁ");
  await page.getByRole("option", { name: "점심 뭐 먹지" }).waitFor();
  await keyboard.enter();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  const rooms = await (
    await scene.guest("keeper")
  ).asks<{ rooms: { room: { name: string } }[] }>("GET", "/rooms");
  strictEqual(rooms.rooms.filter(({ room }) => room.name === "점심 뭐 먹지").length, 1);
});
