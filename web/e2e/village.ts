// A house as it is after some weeks, for those who look after it; and what they do again and again.
import { ok } from "node:assert/strict";
import type { Locator } from "playwright-core";
import { Guest, PASSWORD } from "./guest.ts";
import type { Scene } from "./stage.ts";
import type { Window, WindowOptions } from "./window.ts";

export interface Village {
  readonly owner: Guest;
  readonly jiwoo: Guest;
  readonly haneul: Guest;
  /** Open to guests. */
  readonly yard: string;
  readonly weekly: string;
}

/** A house with an owner, an admin, a member and two rooms. */
export async function village({ house }: Scene): Promise<Village> {
  const owner = await Guest.claims(house, "박민수", "minsu");
  const jiwoo = await Guest.comesBy(house, await owner.invites("admin"), "김지우", "jiwoo");
  const haneul = await Guest.comesBy(house, await owner.invites("member"), "이하늘", "haneul");
  const yard = await owner.opens("앞마당 모임", "누구나 들러요", { kind: "open" });
  const weekly = await owner.opens("주간회의", "월요일 열 시");
  for (const room of [yard, weekly]) await haneul.joins(room);
  await haneul.says(yard, "★특가★ 지금 바로 눌러보세요");
  return { owner, jiwoo, haneul, yard, weekly };
}

export async function signsIn(scene: Scene, handle: string, options?: WindowOptions): Promise<Window> {
  const window = await scene.window(options);
  const answer = await window.context.request.post(`${window.url}/api/session/password`, {
    data: { login: handle, password: PASSWORD, keep: "cookie" },
  });
  ok(answer.ok(), await answer.text());
  return window;
}

export const isAtTheDoor = ({ page }: Window) =>
  page.getByRole("heading", { level: 1, name: "어서 오세요" }).waitFor();
export const main = ({ page }: Window) => page.getByRole("main");
export const panel = ({ page }: Window) => page.getByRole("complementary");
export const dialog = ({ page }: Window) => page.getByRole("dialog");
export const button = (place: Locator, name: string | RegExp) =>
  place.getByRole("button", { name, exact: typeof name === "string" });

/** Presses in the panel and says yes in the window that asks. */
export async function does(window: Window, offer: string, act = offer): Promise<void> {
  await button(panel(window), offer).click();
  await button(dialog(window), act).click();
  await dialog(window).waitFor({ state: "detached" });
}
export const says = (window: Window, text: string | RegExp) =>
  window.page.getByRole("status").filter({ hasText: text }).waitFor();
