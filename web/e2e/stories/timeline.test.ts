// The timeline: follows its end, moves for nobody else, and leads back to where one left.
import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import type { Locator, Route } from "playwright-core";
import type { Guest } from "../guest.ts";
import { type Scene, stage, story } from "../stage.ts";
import { until } from "../until.ts";
import type { Window } from "../window.ts";

stage();

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => {
    const number = from + at;
    // Of different heights, so that no estimate is right.
    const more = number % 7 === 0 ? `\n${"두 줄이 되는 긴 이야기 ".repeat(14)}` : "";
    return `이야기 ${number}번${more}`;
  });

async function opensRoom(scene: Scene, messages: number): Promise<[keeper: Guest, room: string]> {
  const keeper = await scene.guest("할머니");
  const room = await keeper.opens("옛날이야기");
  await keeper.saysAll(room, numbered(1, messages));
  return [keeper, room];
}

/** Within the visible part of the timeline. */
async function isInSight(row: Locator): Promise<boolean> {
  if ((await row.count()) === 0) return false;
  return row.first().evaluate((element) => {
    const view = element.closest("ol")?.parentElement?.getBoundingClientRect();
    const { top, bottom } = element.getBoundingClientRect();
    return view !== undefined && top >= view.top - 1 && bottom <= view.bottom + 1;
  });
}

async function comesIntoSight(window: Window, text: string | RegExp): Promise<void> {
  await until(`${text} is in sight`, () => isInSight(window.message(text)));
}

/** Where every drawn row stands, once nothing has moved for some frames. */
async function places(window: Window): Promise<Map<string, number>> {
  const read = () =>
    window.log.evaluate(async (list) => {
      const scroller = list.parentElement!;
      const now = () =>
        Array.from(list.querySelectorAll<HTMLElement>("[data-message]"), (row): [string, number] => [
          row.dataset["message"] ?? "",
          row.getBoundingClientRect().top - scroller.getBoundingClientRect().top,
        ]);
      let [before, still] = [JSON.stringify(now()), 0];
      while (still < 4) {
        await new Promise((next) => requestAnimationFrame(next));
        const after = JSON.stringify(now());
        still = after === before ? still + 1 : 0;
        before = after;
      }
      return now();
    });
  return new Map(await read());
}

const scrolls = (window: Window, by: number) =>
  window.log.evaluate((list, pixels) => list.parentElement?.scrollBy(0, pixels), by);

/** The first message whose top is in sight. */
const firstIn = (all: Map<string, number>) =>
  [...all].filter(([, top]) => top >= 0).toSorted(([, one], [, other]) => one - other)[0];

for (const still of [false, true]) {
  const asked = still ? ", with less motion" : "";
  story(`follows its end, and does not move for those who read further up${asked}`, async (scene) => {
    const [keeper, room] = await opensRoom(scene, 60);
    const jiu = await scene.window({ still });
    await jiu.comesTo(room, "지우");
    await comesIntoSight(jiu, "이야기 60번");
    for (const number of [61, 62, 63]) {
      await keeper.says(room, `새 이야기 ${number}`);
      await comesIntoSight(jiu, `새 이야기 ${number}`);
    }

    await scrolls(jiu, -700);
    const latest = jiu.page.getByRole("button", { name: jiu.words.latest });
    await latest.waitFor();
    const before = await places(jiu);
    const [anchor, top] = firstIn(before)!;
    await keeper.saysAll(room, ["저 아래에서 한 말", "또 한 말"]);
    await jiu.page.getByRole("button", { name: /새 메시지 2개.*할머니님/ }).waitFor();
    strictEqual((await places(jiu)).get(anchor), top);

    await latest.click();
    await comesIntoSight(jiu, "또 한 말");
    await latest.waitFor({ state: "detached" });

    await scrolls(jiu, -700);
    await latest.waitFor();
    await jiu.says("내 말은 끝으로 데려가요");
    await comesIntoSight(jiu, "내 말은 끝으로 데려가요");
  });
}

story("earlier pages come in without moving what one reads", async (scene) => {
  const [, room] = await opensRoom(scene, 340);
  const jiu = await scene.window();
  await jiu.comesTo(room, "지우");
  await comesIntoSight(jiu, "이야기 340번");
  const held: Route[] = [];
  await jiu.page.route(/\/messages\?.*before=/, (route) => void held.push(route));
  let oldest = Math.min(...(await seqs(jiu)));
  for (let pages = 0; pages < 4; pages += 1) {
    const asked = await until("an earlier page is asked for", async () => {
      await scrolls(jiu, -600);
      return held.shift();
    });
    const before = await places(jiu);
    const [anchor, top] = firstIn(before)!;
    const [height] = await heights(jiu);
    await asked.continue();
    await until("the page is there", async () => (await heights(jiu))[0]! > height!);
    const after = await places(jiu);
    const moved = Math.abs(after.get(anchor)! - top);
    ok(moved <= 1, `page ${pages + 1} moved the first row by ${moved} px`);
    await until("earlier ones are above", async () => {
      await scrolls(jiu, -100);
      return Math.min(...(await seqs(jiu))) < oldest;
    });
    oldest = Math.min(...(await seqs(jiu)));
  }
  await jiu.page.unroute(/\/messages\?.*before=/);
  for (const route of held) await route.continue();
  const all = (await jiu.timeline()).map(({ seq }) => seq);
  deepStrictEqual(
    all,
    all.map((_, at) => at + 1),
  );
  strictEqual(all.length, 340);
});

story(
  "later pages come in below what one reads, and are not read before one comes to them",
  async (scene) => {
    const [keeper, room] = await opensRoom(scene, 20);
    const jiu = await scene.window();
    await jiu.comesTo(room, "지우");
    await comesIntoSight(jiu, "이야기 20번");
    await jiu.page.mouse.move(700, 400);
    await jiu.page.mouse.move(720, 420);
    await allIsRead(jiu);
    await jiu.goes("/rooms");
    await jiu.page.getByRole("heading", { level: 1, name: "방 둘러보기" }).waitFor();
    await keeper.saysAll(room, numbered(21, 420));
    await jiu.goes(`/r/${room}`);
    await comesIntoSight(jiu, "이야기 21번");
    const held: Route[] = [];
    await jiu.page.route(/\/messages\?.*after=/, (route) => void held.push(route));
    await jiu.page.mouse.move(700, 400);
    const latest = jiu.page.getByRole("button", { name: jiu.words.latest });
    for (let pages = 0; await latest.isVisible(); pages += 1) {
      const asked = await until("a later page is asked for", async () => {
        await jiu.page.mouse.wheel(0, 4000);
        return held.shift();
      });
      await jiu.page.mouse.wheel(0, 4000);
      const [anchor, top] = firstIn(await places(jiu))!;
      const [height] = await heights(jiu);
      await asked.continue();
      await until("the page is there", async () => (await heights(jiu))[0]! > height!);
      const moved = Math.abs((await places(jiu)).get(anchor)! - top);
      ok(moved <= 1, `page ${pages + 1} moved the first row by ${moved} px`);
      ok(!(await isInSight(jiu.message("이야기 420번"))), "the end is not in sight yet");
      ok(await latest.isVisible(), "there is a way to the end");
      await until("one reads on", async () => {
        await jiu.page.mouse.wheel(0, 4000);
        return held.length > 0 || (await isInSight(jiu.message("이야기 420번")));
      });
    }
  },
);

story(
  "who has read page by page to the end follows it, and no more after scrolling up a little",
  async (scene) => {
    const [keeper, room] = await opensRoom(scene, 20);
    const jiu = await scene.window();
    await jiu.comesTo(room, "지우");
    await comesIntoSight(jiu, "이야기 20번");
    await jiu.page.mouse.move(700, 400);
    await jiu.page.mouse.move(720, 420);
    await allIsRead(jiu);
    await jiu.goes("/rooms");
    await jiu.page.getByRole("heading", { level: 1, name: "방 둘러보기" }).waitFor();
    await keeper.saysAll(room, numbered(21, 300));
    await jiu.goes(`/r/${room}`);
    await comesIntoSight(jiu, "이야기 21번");
    await jiu.page.mouse.move(700, 400);
    await until("one has come to the end", async () => {
      await jiu.page.mouse.wheel(0, 4000);
      return isInSight(jiu.message("이야기 300번"));
    });
    const latest = jiu.page.getByRole("button", { name: jiu.words.latest });
    await latest.waitFor({ state: "detached" });

    for (const text of ["살아 있는 끝", "그다음 말"]) {
      await keeper.says(room, text);
      await comesIntoSight(jiu, text);
    }
    await scrolls(jiu, -200);
    await latest.waitFor();
    const before = await places(jiu);
    const [anchor, top] = firstIn(before)!;
    await keeper.says(room, "저 아래에서 한 말");
    await jiu.page.getByRole("button", { name: /새 메시지 1개.*할머니님/ }).waitFor();
    strictEqual((await places(jiu)).get(anchor), top);
  },
);

const seqs = async (window: Window) => (await window.rows()).map(({ seq }) => seq ?? Infinity);
const allIsRead = (window: Window) =>
  window.page
    .getByRole("navigation")
    .getByText(/^안 읽은 메시지/)
    .waitFor({ state: "detached" });

const heights = (window: Window) =>
  window.log.evaluate((list) => [list.parentElement!.scrollHeight, list.parentElement!.clientHeight]);

story("opens at the first unread message, with the line above it", async (scene) => {
  const [keeper, room] = await opensRoom(scene, 40);
  const jiu = await scene.window();
  await jiu.comesTo(room, "지우");
  await comesIntoSight(jiu, "이야기 40번");
  await jiu.page.mouse.move(700, 400);
  await jiu.page.mouse.move(720, 420);
  await allIsRead(jiu);
  await jiu.goes("/rooms");
  await jiu.page.getByRole("heading", { level: 1, name: "방 둘러보기" }).waitFor();
  await keeper.saysAll(room, numbered(41, 240));

  await jiu.goes(`/r/${room}`);
  const line = jiu.log.getByText(jiu.words.newLine);
  await until("the line is in sight", async () => (await line.isVisible()) && (await isInSight(line)));
  await comesIntoSight(jiu, "이야기 41번");
  const rows = await jiu.rows();
  const first = rows.findIndex(({ text }) => text.startsWith("이야기 41번"));
  ok(first > 0, "what was read before stands above");
  const share = await line.evaluate((element) => {
    const view = element.closest("ol")!.parentElement!.getBoundingClientRect();
    return (element.getBoundingClientRect().top - view.top) / view.height;
  });
  ok(share > 0.15 && share < 0.6, `the line stands at ${share} of the height`);

  await jiu.page.getByRole("button", { name: jiu.words.latest }).click();
  await comesIntoSight(jiu, "이야기 240번");
  await keeper.says(room, "살아 있는 끝");
  await comesIntoSight(jiu, "살아 있는 끝");
});
