// Windows and pages that are loaded later: without a connection they are there already; and one that does not come
// says so in its own place, while the chat goes on.
import { strictEqual } from "node:assert/strict";
import type { Locator } from "playwright-core";
import { hasNoViolations } from "../axe.ts";
import { LOOKED_AT } from "../door.ts";
import { type Scene, stage, story } from "../stage.ts";
import { until } from "../until.ts";
import type { Window } from "../window.ts";

stage();

const LATER = /\/assets\/(Switcher|Account)-/;

async function inARoom(scene: Scene, prepare?: (window: Window) => Promise<unknown>): Promise<Window> {
  const keeper = await scene.guest("할머니");
  const room = await keeper.opens("기차에서");
  await keeper.says(room, "터널에 들어가요");
  const jiu = await scene.window(LOOKED_AT);
  await prepare?.(jiu);
  await jiu.comesTo(room, "지우");
  await jiu.sees("터널에 들어가요");
  return jiu;
}

const dialog = (window: Window, name: string): Locator => window.page.getByRole("dialog", { name });

story("without a connection windows open that were never opened before", async (scene) => {
  scene.mayLoseTheHouse();
  const came = new Set<string>();
  const jiu = await inARoom(scene, async ({ page }) => {
    page.on("requestfinished", (request) => came.add(request.url().replace(/.*\/(\w+)-.*/, "$1")));
  });
  const wanted = ["Switcher", "Keys", "PersonCard", "Settings", "OpenRoom", "Account", "LeaveRoom"];
  await until("they are loaded ahead", () => wanted.every((name) => came.has(name)));
  strictEqual(came.has("Admin"), false);

  await jiu.context.setOffline(true);
  await jiu.page.keyboard.press("Control+k");
  await dialog(jiu, "방, 사람 찾기").waitFor();
  await jiu.page.keyboard.press("Escape");
  await jiu.page.getByRole("button", { name: "설정", exact: true }).click();
  await dialog(jiu, "설정").waitFor();
  await jiu.page.keyboard.press("Escape");
  await jiu.log.getByRole("button", { name: "할머니" }).first().click();
  await jiu.page.getByRole("dialog").waitFor();
  await jiu.page.keyboard.press("Escape");
  await jiu.page.getByRole("link", { name: /지우/ }).click();
  await jiu.page.getByRole("heading", { level: 1 }).waitFor();
});

story("what an update took away is said in its place, and the chat goes on beside it", async (scene) => {
  scene.mayTell(/status of 404/, /dynamically imported module/);
  const jiu = await inARoom(scene, ({ page }) =>
    page.route(LATER, (route) => route.fulfill({ status: 404, body: "" })),
  );
  await jiu.page.keyboard.press("Control+k");
  const missing = dialog(jiu, "열지 못했어요");
  await missing.getByRole("button", { name: "새로 고침" }).waitFor();
  await hasNoViolations(jiu, "a window that did not come");
  await jiu.page.keyboard.press("Escape");
  await missing.waitFor({ state: "detached" });
  await jiu.says("그래도 이야기는 이어져요");
  await jiu.sees("그래도 이야기는 이어져요");

  await jiu.page.getByRole("link", { name: /지우/ }).click();
  await jiu.page.getByRole("heading", { level: 1, name: "열지 못했어요" }).waitFor();
  await hasNoViolations(jiu, "a page that did not come");
  await jiu.page.unroute(LATER);
  await jiu.page.getByRole("button", { name: "다시 해보기" }).click();
  await jiu.page.getByRole("heading", { level: 1, name: "프로필" }).waitFor();
});
