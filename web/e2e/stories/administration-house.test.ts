// The administration: what owners do about rooms, the place, reports and the log, and what others see of it.
import { ok, strictEqual } from "node:assert/strict";
import { stage, story } from "../stage.ts";
import { becomes, until } from "../until.ts";
import { button, dialog, main, says, signsIn, village } from "../village.ts";
import type { Window } from "../window.ts";

stage();

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
