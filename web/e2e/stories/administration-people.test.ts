// The administration: what owners do about people, bots and invitations, and what those see of it.
import { ok, strictEqual } from "node:assert/strict";
import { stage, story } from "../stage.ts";
import { becomes, until } from "../until.ts";
import { button, dialog, does, isAtTheDoor, main, panel, says, signsIn, village } from "../village.ts";

stage();

story(
  "people: found, made admins and back, put to rest and let in, sent away, and erased",
  async (scene) => {
    scene.mayTell(/status of 401/);
    await village(scene);
    const owner = await signsIn(scene, "minsu", { still: true });
    await owner.goes("/");
    await owner.page.getByRole("link", { name: "마당 관리" }).click();
    await owner.page.getByRole("searchbox").focus();
    await owner.keyboard.types("하늘");
    await owner.keyboard.commits();
    await becomes("only she is found", ["이하늘"], () =>
      main(owner).getByRole("listitem").locator("b > span:first-child").allTextContents(),
    );
    await main(owner)
      .getByRole("link", { name: /이하늘/ })
      .click();

    await button(panel(owner), "바꾸기").click();
    await dialog(owner)
      .getByRole("radio", { name: /^관리자/ })
      .check();
    await button(dialog(owner), "바꾸기").click();
    await panel(owner).getByText("관리자", { exact: true }).waitFor();
    await says(owner, "이제 이하늘은 관리자예요");
    await owner.page.getByRole("button", { name: "되돌리기" }).click();
    await panel(owner).getByText("구성원", { exact: true }).waitFor();

    // Who is put to rest is out at once, and comes back with the old password.
    const haneul = await signsIn(scene, "haneul");
    await haneul.goes("/");
    await haneul.isConnected();
    await does(owner, "쉬게 하기");
    await isAtTheDoor(haneul);
    await panel(owner).getByText("쉬는 중").waitFor();
    await does(owner, "다시 받기");
    const again = await signsIn(scene, "haneul");
    await again.goes("/");
    await again.isConnected();

    await does(owner, "내보내기");
    await isAtTheDoor(again);
    await panel(owner).getByText("내보냄").waitFor();

    await button(panel(owner), "지우기").click();
    ok(await button(dialog(owner), "지우기").isDisabled());
    await dialog(owner).getByRole("textbox").focus();
    await owner.keyboard.types("이하늘");
    await owner.keyboard.commits();
    await button(dialog(owner), "지우기").click();
    await dialog(owner).getByText("이하늘을 지웠어요").waitFor();
    await dialog(owner).getByText("메시지").waitFor();
    await button(dialog(owner), "닫기").last().click();
    await panel(owner).getByText("지워짐", { exact: true }).waitFor();
  },
  { alone: true },
);

story(
  "a reset link is handed over, and sets a new password",
  async (scene) => {
    await village(scene);
    const owner = await signsIn(scene, "minsu");
    await owner.goes("/admin/people");
    await main(owner)
      .getByRole("link", { name: /이하늘/ })
      .click();
    await button(panel(owner), "링크 만들기").click();
    await button(dialog(owner), "링크 만들기").click();
    const link = await dialog(owner).getByRole("textbox").inputValue();
    const haneul = await scene.window();
    await haneul.page.goto(link);
    await haneul.page
      .getByLabel(/새 비밀번호/)
      .first()
      .waitFor();
  },
  { alone: true },
);

story(
  "a bot is made, and a program is it by its token",
  async (scene) => {
    await village(scene);
    const owner = await signsIn(scene, "minsu");
    await owner.goes("/admin/people");
    await button(main(owner), "봇 만들기").click();
    await dialog(owner).getByRole("textbox", { name: "이름" }).fill("날씨");
    await dialog(owner).getByRole("textbox", { name: "아이디" }).fill("weather");
    await button(dialog(owner), "만들기").click();
    await panel(owner).getByText("@weather").waitFor();
    await button(panel(owner), "보기").click();
    await dialog(owner).getByText("아직 만든 토큰이 없어요.").waitFor();
    await button(dialog(owner), "토큰 만들기").click();
    await dialog(owner).getByRole("textbox").first().fill("날씨 알림");
    await button(dialog(owner), "토큰 만들기").click();
    const token = await dialog(owner).getByRole("textbox", { name: "토큰" }).inputValue();
    const by = { headers: { authorization: `Bearer ${token}` } };
    const answer = await fetch(`${owner.url}/api/session`, by);
    const { me } = (await answer.json()) as { me: { name: string; role: string } };
    strictEqual(`${me.name}, ${me.role}`, "날씨, bot");

    // It is listed, and taken away again.
    await button(dialog(owner), "닫기").last().click();
    await button(dialog(owner), "날씨 알림 토큰 없애기").click();
    await button(dialog(owner).last(), "없애기").click();
    await dialog(owner).getByText("아직 만든 토큰이 없어요.").waitFor();
    strictEqual((await fetch(`${owner.url}/api/session`, by)).status, 401);
  },
  { alone: true },
);

story(
  "an invitation: made, used, told of, and taken back",
  async (scene) => {
    scene.mayTell(/status of 410/);
    const { yard } = await village(scene);
    const owner = await signsIn(scene, "minsu");
    await owner.goes("/admin/invitations");
    await button(main(owner), "초대하기").click();
    await dialog(owner).getByRole("radio", { name: /^손님/ }).check();
    await dialog(owner).getByRole("checkbox", { name: "앞마당 모임" }).check();
    await dialog(owner).getByRole("textbox", { name: /메모/ }).fill("가을 손님");
    await button(dialog(owner), "링크 만들기").click();
    const link = await dialog(owner).getByRole("textbox", { name: "링크" }).inputValue();
    ok(new URL(link).hash.length > 20);
    await dialog(owner).getByRole("img").waitFor();
    await button(dialog(owner), "닫기").last().click();
    await dialog(owner).waitFor({ state: "detached" });
    await owner.hasFocus(/BUTTON 초대하기|H1 초대/);

    const marta = await scene.window({ locale: "en" });
    await marta.page.goto(link);
    await marta.page.getByRole("textbox", { name: "Name" }).fill("Marta");
    await marta.page.keyboard.press("Enter");
    await until("she is in the room", () => marta.page.url().endsWith(`/r/${yard}`));

    await owner.page.reload();
    await main(owner)
      .getByRole("link", { name: /가을 손님/ })
      .click();
    await panel(owner).getByRole("link", { name: "Marta" }).waitFor();
    await does(owner, "거두기");
    await panel(owner).getByText("거둠").waitFor();
    const late = await scene.window();
    await late.page.goto(link);
    await late.page.getByText("쓸 수 없는 링크예요").waitFor();
    await marta.page.reload();
    await marta.isConnected();
  },
  { alone: true },
);
