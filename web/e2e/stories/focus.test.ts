// The focus: whoever goes by keyboard or by ear is never put out into the street.
import { type Scene, stage, story } from "../stage.ts";
import type { Window } from "../window.ts";

stage();

const PHONE = { width: 390, height: 844, phone: true };
const dialog = (window: Window) => window.page.getByRole("dialog");
const rooms = (window: Window) => window.page.getByRole("navigation");
const pane = (window: Window) => window.page.getByRole("complementary", { name: "함께하는 사람" });
const keys = async (window: Window, ...names: string[]) => {
  for (const name of names) await window.page.keyboard.press(name);
};

async function hasRoom(scene: Scene, name: string, more = {}): Promise<string> {
  const keeper = await scene.guest("할머니");
  const room = await keeper.opens(name, "", more);
  await keeper.says(room, "어서 와요");
  return room;
}

story("a room that moves in the list keeps the focus, and so does who closes a window", async (scene) => {
  const room = await hasRoom(scene, "텃밭");
  const jiu = await scene.window();
  await jiu.comesTo(room, "지우");
  await jiu.sees("어서 와요");
  const entry = rooms(jiu).getByRole("link", { name: "텃밭" });
  await entry.focus();
  await keys(jiu, "Shift+F10");
  await jiu.page.getByRole("menuitemcheckbox", { name: "즐겨찾기" }).focus();
  await keys(jiu, "Enter");
  await rooms(jiu).getByRole("heading", { name: "즐겨찾기" }).waitFor();
  await jiu.hasFocus("A 텃밭");

  await keys(jiu, "Shift+F10");
  await jiu.page.getByRole("menuitem", { name: "새 묶음" }).focus();
  await keys(jiu, "Enter");
  await dialog(jiu).getByRole("textbox").fill("우리 동네");
  await keys(jiu, "Enter");
  await rooms(jiu).getByRole("heading", { name: "우리 동네" }).waitFor();
  await jiu.hasFocus("A 텃밭");

  await jiu.log.getByRole("button", { name: "할머니" }).first().focus();
  await keys(jiu, "Enter");
  await dialog(jiu).getByRole("button", { name: "차단하기" }).focus();
  await keys(jiu, "Enter");
  await jiu.page.getByText("차단한 사람의 메시지").waitFor();
  await jiu.hasFocus("H1 텃밭");
  await jiu.page.keyboard.type("a");
  await jiu.hasFocus(/^TEXTAREA/);
});

story("who looks into a room hears where they are", async (scene) => {
  await hasRoom(scene, "들여다볼 방");
  const jiu = await scene.window();
  await jiu.goes("/rooms");
  await jiu.comesIn("지우");
  await jiu.page
    .getByRole("main")
    .getByRole("link", { name: /들여다볼 방/ })
    .focus();
  await keys(jiu, "Enter");
  await jiu.sees("어서 와요");
  await jiu.hasFocus("H1 들여다볼 방");
});

story(
  "on a phone a room is announced, and what is opened over it covers it for the ear too",
  async (scene) => {
    const room = await hasRoom(scene, "골목");
    const jiu = await scene.window(PHONE);
    await jiu.comesTo(room, "지우");
    await jiu.page.getByRole("button", { name: "방 목록으로" }).tap();
    await rooms(jiu).getByRole("link", { name: "골목" }).tap();
    await jiu.sees("어서 와요");
    await jiu.hasFocus("H1 골목");

    await jiu.page.getByRole("button", { name: /함께하는 사람 보기/ }).tap();
    await jiu.hasFocus("H2 방 정보");
    // What is beneath cannot be reached.
    await jiu.composer.focus();
    await jiu.hasFocus("H2 방 정보");
    await keys(jiu, "Escape");
    await pane(jiu).waitFor({ state: "detached" });
    await jiu.composer.waitFor();
    await jiu.hasFocus(/^BUTTON 함께하는 사람 보기/);
  },
);

story("beside a room Escape closes what is open there, but not from where one writes", async (scene) => {
  const jiu = await scene.window();
  await jiu.comesTo(await hasRoom(scene, "마루"), "지우");
  const people = jiu.page.getByRole("button", { name: /함께하는 사람 보기/ });
  await people.click();
  await pane(jiu).waitFor();
  await jiu.composer.focus();
  await keys(jiu, "Escape");
  await people.focus();
  await pane(jiu).waitFor();
  await keys(jiu, "Escape");
  await pane(jiu).waitFor({ state: "detached" });
});

story(
  "what is hidden or disabled under the focus passes it on, what is left on purpose does not",
  async (scene) => {
    const jiu = await scene.window();
    await jiu.comesTo(await hasRoom(scene, "장독대"), "지우");
    await jiu.sees("어서 와요");
    const change = (selector: string, how: "disabled" | "hidden" | "removed") =>
      jiu.page.locator(selector).evaluate((element: HTMLElement, what) => {
        if (what === "removed") element.remove();
        else element.toggleAttribute(what, true);
      }, how);
    const stranger = (id: string) =>
      jiu.page.evaluate((name) => {
        const button = document.body.appendChild(document.createElement("button"));
        button.id = name;
        button.focus();
      }, id);

    for (const how of ["disabled", "hidden", "removed"] as const) {
      await stranger(how);
      await change(`#${how}`, how);
      await jiu.hasFocus("H1 장독대");
    }

    await stranger("left");
    await jiu.page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await change("#left", "removed");
    await jiu.page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));
    await jiu.hasFocus(/^BODY/);
  },
);
