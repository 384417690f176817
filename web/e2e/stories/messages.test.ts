// Messages: changing and deleting one's own, and nothing that is typed is ever anything but text.
import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type { Guest } from "../guest.ts";
import { type Scene, stage, story } from "../stage.ts";
import { becomes } from "../until.ts";
import type { Window } from "../window.ts";

stage();

async function two(scene: Scene): Promise<{ jiu: Window; minsu: Window; keeper: Guest; room: string }> {
  const keeper = await scene.guest("keeper");
  const room = await keeper.opens("글방");
  const [jiu, minsu] = [await scene.window(), await scene.window()];
  await jiu.comesTo(room, "지우");
  await minsu.comesTo(room, "민수");
  return { jiu, minsu, keeper, room };
}

story("ArrowUp edits my last message, Esc leaves it as it was", async (scene) => {
  const { jiu, minsu } = await two(scene);
  await jiu.says("처음 쓴 글");
  await minsu.says("남의 글");
  await jiu.shows(["처음 쓴 글", "남의 글"]);
  await jiu.composer.focus();
  await jiu.page.keyboard.press("ArrowUp");
  const editor = jiu.page.getByRole("textbox", { name: "메시지 고치기" });
  await editor.waitFor();
  strictEqual(await editor.inputValue(), "처음 쓴 글");
  await jiu.keyboard.types(" 말고");
  await jiu.keyboard.commits();
  await jiu.page.keyboard.press("Escape");
  await editor.waitFor({ state: "detached" });
  await becomes("the composer has the focus", true, () =>
    jiu.composer.evaluate((field) => field === document.activeElement),
  );

  await jiu.page.keyboard.press("ArrowUp");
  await editor.waitFor();
  await editor.selectText();
  await jiu.keyboard.types("고쳐 쓴 글");
  await jiu.keyboard.enter();
  await editor.waitFor({ state: "detached" });
  for (const window of [jiu, minsu]) {
    await window.shows(["고쳐 쓴 글", "남의 글"]);
    await window.message("고쳐 쓴 글").getByText("고침", { exact: true }).waitFor();
  }
});

story("one deletes one's own message, after a question; it keeps its place for everybody", async (scene) => {
  const { jiu, minsu, keeper, room } = await two(scene);
  await jiu.says("지울 글");
  await jiu.says("남을 글");
  await minsu.shows(["지울 글", "남을 글"]);
  await jiu.message("지울 글").hover();
  await jiu.message("지울 글").getByRole("button", { name: "지우기" }).click();
  const question = jiu.page.getByRole("dialog", { name: "이 메시지를 지울까요?" });
  await question.getByRole("button", { name: "취소" }).click();
  await question.waitFor({ state: "detached" });
  await jiu.shows(["지울 글", "남을 글"]);
  await jiu.message("지울 글").hover();
  await jiu.message("지울 글").getByRole("button", { name: "지우기" }).click();
  await question.getByRole("button", { name: "지우기" }).click();
  for (const window of [jiu, minsu]) await window.shows(["지운 메시지예요", "남을 글"]);
  await becomes("the text is gone from the store", ["", "남을 글"], async () =>
    (await keeper.history(room)).map(({ text }) => text),
  );
});

story("what others wrote can be copied, not changed", async (scene) => {
  const { jiu, minsu } = await two(scene);
  await jiu.says("내 글");
  await minsu.sees("내 글");
  const row = minsu.message("내 글");
  await row.hover();
  await row.getByRole("button", { name: "복사하기" }).waitFor();
  strictEqual(await row.getByRole("button", { name: "고치기" }).count(), 0);
  strictEqual(await row.getByRole("button", { name: "지우기" }).count(), 0);
  await row.click({ button: "right" });
  await minsu.page.getByRole("menu").waitFor();
  deepStrictEqual(await minsu.page.getByRole("menuitem").allTextContents(), [
    "복사하기",
    "신고하기",
    "프로필 보기",
  ]);
  await minsu.page.keyboard.press("Escape");
  await minsu.page.getByRole("menu").waitFor({ state: "detached" });
  await minsu.composer.focus();
  await minsu.page.keyboard.press("ArrowUp");
  strictEqual(await minsu.page.getByRole("textbox", { name: "메시지 고치기" }).count(), 0);
});

const HOSTILE = [
  `<script>console.error("injected")</script>`,
  `<img src=x onerror="console.error('injected')">`,
  `<svg onload="console.error('injected')"><script>console.error("injected")</script></svg>`,
  `"><iframe srcdoc="<script>parent.console.error('injected')</script>"></iframe>`,
  `[눌러 보세요](javascript:console.error('injected'))`,
  `[눌러 보세요](JaVaScRiPt&colon;console.error('injected'))`,
  `[자료](data:text/html,<script>console.error('injected')</script>)`,
  `![그림](https://elsewhere.invalid/picture.png)`,
  `<a href="vbscript:x" style="position:fixed;inset:0">전체를 덮는 링크</a>`,
  `<style>body { display: none }</style>`,
  `**<b onclick="console.error('injected')">굵게</b>**`,
  "`<script>console.error('injected')</script>`",
  "```html\n<script>console.error('injected')</script>\n```",
  `{{constructor.constructor("console.error('injected')")()}}`,
  `&lt;script&gt;console.error("injected")&lt;/script&gt;`,
  `<math><mtext></mtext><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=alert(1)&gt;">`,
  `\u202Egnp.exe\u202C ‮‏뒤집힌 글`,
  `https://example.com/"onmouseover="console.error('injected')`,
];

story("no text becomes a script, a picture of elsewhere, or a dangerous link", async (scene) => {
  const keeper = await scene.guest(`<img src=x onerror="x">`);
  const room = await keeper.opens(`<b>방</b>`, `<i onclick="x">소개</i>`);
  for (const text of HOSTILE) await keeper.says(room, text);
  const jiu = await scene.window({ height: 1800 });
  const asked: string[] = [];
  jiu.page.on("request", (request) => asked.push(request.url()));
  await jiu.comesTo(room, "지우");
  await jiu.page.getByRole("heading", { level: 1, name: "<b>방</b>" }).waitFor();
  await becomes("all are shown", HOSTILE.length, async () => (await jiu.rows()).length);
  await jiu.sees(`<img src=x onerror="console.error('injected')">`);
  await jiu.sees(`<style>body { display: none }</style>`);
  await jiu.message(`<script>console.error("injected")</script>`).first().getByText(keeper.name).waitFor();

  strictEqual(
    await jiu.page.locator("img, iframe, object, embed, style:not(head *), [onerror], [onload]").count(),
    0,
  );
  const links = await jiu.log
    .getByRole("link")
    .evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  strictEqual(links.filter((href) => !/^(https?:|mailto:)/.test(href ?? "")).join(), "");
  strictEqual(asked.filter((url) => !url.startsWith(jiu.url) && !url.startsWith("data:")).join(), "");
});
