// Sending: at once on the screen, kept while the road is cut, and there exactly once in the end.
import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type { Guest } from "../guest.ts";
import { type Scene, stage, story } from "../stage.ts";
import { becomes, until } from "../until.ts";

stage();

async function opensRoom(scene: Scene): Promise<[keeper: Guest, room: string]> {
  const keeper = await scene.guest("keeper");
  return [keeper, await keeper.opens("우체국")];
}

const stored = async (keeper: Guest, room: string) => (await keeper.history(room)).map(({ text }) => text);

story(
  "the row is there before the server answers",
  async (scene) => {
    const [keeper, room] = await opensRoom(scene);
    const jiu = await scene.window();
    await jiu.comesTo(room, "지우");
    await jiu.isConnected();
    scene.house.pause();
    await jiu.says("먼저 보여요");
    await jiu.sees("먼저 보여요");
    strictEqual((await jiu.rows())[0]?.seq, null);
    strictEqual(await jiu.composer.inputValue(), "");
    await jiu.says("이것도요");
    await jiu.shows(["먼저 보여요", "이것도요"]);
    scene.house.resume();
    await becomes("both are stored", ["먼저 보여요", "이것도요"], () => stored(keeper, room));
    await becomes("both have their place", [1, 2], async () => (await jiu.rows()).map(({ seq }) => seq));
    await jiu.hasEmptyOutbox();
  },
  { alone: true },
);

story(
  "a short drop is no news; after five seconds a bar says so, and one can go back at once",
  async (scene) => {
    const [keeper, room] = await opensRoom(scene);
    const road = await scene.road();
    const jiu = await scene.window({}, road);
    const { page, words } = jiu;
    await page.clock.install();
    await jiu.comesTo(room, "지우");
    await jiu.isConnected();
    await page.clock.pauseAt(Date.now() + 60_000);
    road.cut();
    await jiu.isDisconnected();
    const bar = page.getByRole("status").filter({ hasText: words.lost });
    await page.clock.runFor(4900);
    strictEqual(await bar.count(), 0);
    await page.clock.runFor(1200);
    await bar.waitFor();

    strictEqual(await jiu.composer.isEnabled(), true);
    await jiu.says("끊긴 동안 쓴 말");
    await jiu.says("하나 더");
    await becomes("both are kept", 2, () => jiu.outbox());
    await page.clock.runFor(1500);
    await jiu.message("하나 더").getByText(words.waiting).waitFor();
    deepStrictEqual(await stored(keeper, room), []);

    road.mend();
    await page.clock.resume();
    await page.getByRole("button", { name: words.reconnect }).click();
    await jiu.isConnected();
    await bar.waitFor({ state: "detached" });
    await becomes("both are stored, in order", ["끊긴 동안 쓴 말", "하나 더"], () => stored(keeper, room));
    await jiu.hasEmptyOutbox();
  },
);

story("what waits survives the end of its tab", async (scene) => {
  const [keeper, room] = await opensRoom(scene);
  const road = await scene.road();
  const jiu = await scene.window({}, road);
  await jiu.comesTo(room, "지우");
  await jiu.isConnected();
  road.cut();
  await jiu.isDisconnected();
  await jiu.says("탭을 닫아도");
  await jiu.says("남아 있어요");
  await becomes("both are kept", 2, () => jiu.outbox());
  await jiu.page.close();
  road.mend();
  const again = await scene.tab(jiu);
  await again.goes(`/r/${room}`);
  await again.shows(["탭을 닫아도", "남아 있어요"]);
  await becomes("both are stored once", ["탭을 닫아도", "남아 있어요"], () => stored(keeper, room));
  await again.hasEmptyOutbox();
});

story(
  "a reload between the sending and the answer sends nothing twice",
  async (scene) => {
    const [keeper, room] = await opensRoom(scene);
    const jiu = await scene.window();
    await jiu.comesTo(room, "지우");
    await jiu.isConnected();
    scene.house.pause();
    await jiu.says("대답을 못 들었어요");
    await jiu.sees("대답을 못 들었어요");
    await becomes("it is kept", 1, () => jiu.outbox());
    const reloading = jiu.page.reload();
    scene.house.resume();
    await reloading;
    await jiu.shows(["대답을 못 들었어요"]);
    await jiu.hasEmptyOutbox();
    await jiu.says("이제 들려요");
    await becomes("each is stored once", ["대답을 못 들었어요", "이제 들려요"], () => stored(keeper, room));
    await jiu.shows(["대답을 못 들었어요", "이제 들려요"]);
  },
  { alone: true },
);

story("two tabs of one browser show every message once", async (scene) => {
  const [keeper, room] = await opensRoom(scene);
  const road = await scene.road();
  const one = await scene.window({}, road);
  await one.comesTo(room, "지우");
  const other = await scene.tab(one);
  await other.goes(`/r/${room}`);
  await other.composer.waitFor();
  const said = ["첫째 탭", "둘째 탭"];
  await one.says("첫째 탭");
  await other.sees("첫째 탭");
  await other.says("둘째 탭");
  for (const tab of [one, other]) await tab.shows(said);

  road.cut();
  await Promise.all([one.isDisconnected(), other.isDisconnected()]);
  await one.says("첫째 탭, 끊긴 채로");
  await other.says("둘째 탭, 끊긴 채로");
  await becomes("both are kept", 2, () => one.outbox());
  road.mend();
  await until("all are stored", async () => (await stored(keeper, room)).length === 4);
  const all = await stored(keeper, room);
  deepStrictEqual(new Set(all), new Set([...said, "첫째 탭, 끊긴 채로", "둘째 탭, 끊긴 채로"]));
  for (const tab of [one, other]) {
    await tab.shows(all);
    await tab.hasEmptyOutbox();
  }
});

story("who was away catches up with what others said, changed and deleted", async (scene) => {
  const [keeper, room] = await opensRoom(scene);
  const road = await scene.road();
  const jiu = await scene.window({}, road);
  await jiu.comesTo(room, "지우");
  const first = await keeper.says(room, "고칠 말");
  const second = await keeper.says(room, "지울 말");
  await jiu.shows(["고칠 말", "지울 말"]);
  road.cut();
  await jiu.isDisconnected();
  await keeper.edits(room, first, "고친 말");
  await keeper.deletes(room, second);
  await keeper.says(room, "새 말");
  await jiu.says("내 말");
  road.mend();
  await jiu.shows(["고친 말", "지운 메시지예요", "새 말", "내 말"]);
  await becomes("it equals the store", ["고친 말", "", "새 말", "내 말"], () => stored(keeper, room));
});

story("what is too long is not sent, and not lost", async (scene) => {
  const [keeper, room] = await opensRoom(scene);
  const jiu = await scene.window();
  await jiu.comesTo(room, "지우");
  await jiu.composer.fill("가".repeat(8001));
  await jiu.page.getByText("1자 넘쳤어요").waitFor();
  await jiu.page.keyboard.press("Enter");
  await jiu.page.getByText("글이 너무 길어요. 조금 줄여서 다시 보내주세요.").waitFor();
  strictEqual((await jiu.composer.inputValue()).length, 8001);
  await jiu.page.keyboard.press("Backspace");
  await jiu.page.keyboard.press("Enter");
  await becomes("all of it is stored", ["가".repeat(8000)], () => stored(keeper, room));
});
