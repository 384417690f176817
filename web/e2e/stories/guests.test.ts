// Guests by a link that a member of an open room makes, without any administration.
import { strictEqual } from "node:assert/strict";
import { claims, comesIn, asks, field, looksAt, LOOKED_AT, press } from "../door.ts";
import { newId } from "../guest.ts";
import { stage, story } from "../stage.ts";
import { becomes } from "../until.ts";
import type { Window } from "../window.ts";

stage();

const pane = ({ page }: Window) => page.getByRole("complementary");
const dialog = ({ page }: Window) => page.getByRole("dialog");

story(
  "a member invites guests into an open room, and takes the link back",
  async (scene) => {
    scene.mayTell(/status of 4(01|04|10)/);
    const jiwoo = await claims(scene);
    const minsu = await comesIn(scene, jiwoo, "박민수", "minsu");
    const room = newId();
    await asks(jiwoo, "POST", "/rooms", { id: room, name: "대청마루", kind: "open" });
    await minsu.goes(`/r/${room}`);
    await minsu.joins();
    await minsu.page.getByRole("button", { name: /함께하는 사람 보기/ }).click();
    await pane(minsu).getByRole("button", { name: "손님 부르기" }).click();
    await dialog(minsu)
      .getByText(/대청마루로 들어와요/)
      .waitFor();
    await looksAt(minsu, "guests");
    await press(minsu, "링크 만들기");
    const { pathname, hash } = new URL(await field(minsu, "링크").inputValue());
    const link = pathname + hash;
    await dialog(minsu).getByRole("img", { name: "이 링크의 QR 코드" }).waitFor();
    await looksAt(minsu, "guests-link");
    await press(minsu, "닫기");

    const marta = await scene.window({ ...LOOKED_AT, locale: "en" });
    await marta.goes(link);
    await field(marta, /name/i).fill("Marta");
    await marta.page.keyboard.press("Enter");
    await marta.page.getByRole("link", { name: "대청마루" }).click();
    await marta.composer.waitFor();
    await marta.goes(`/r/${room}?people`);
    await pane(marta).getByText("박민수").waitFor();
    strictEqual(await pane(marta).getByRole("button", { name: "Invite guests" }).count(), 0);

    await pane(minsu).getByRole("button", { name: "손님 부르기" }).click();
    await dialog(minsu).getByText("10번 가운데 1번 쓰였어요").waitFor();
    await looksAt(minsu, "guests-links");
    await dialog(minsu)
      .getByRole("button", { name: /^링크 거두기/ })
      .click();
    await minsu.page.getByText(/링크를 거두었어요/).waitFor();
    await becomes("no link is left", 0, () => dialog(minsu).getByRole("listitem").count());
    const late = await scene.window();
    await late.goes(link);
    await late.page
      .getByText(/쓸 수 없|끝났|새로/)
      .first()
      .waitFor();

    const english = await scene.window({ ...LOOKED_AT, locale: "en" });
    await english.goes("/");
    await english.page.getByRole("textbox").first().fill("jiwoo");
    await english.page.getByLabel("Password", { exact: true }).fill("감나무 아래에서 만나요");
    await english.page.keyboard.press("Enter");
    await english.page.getByRole("navigation").first().waitFor();
    await english.goes(`/r/${room}?people`);
    await pane(english).getByRole("button", { name: "Invite guests" }).click();
    await dialog(english)
      .getByText(/with just a name/)
      .waitFor();
    await looksAt(english, "guests-en");
  },
  { alone: true },
);
