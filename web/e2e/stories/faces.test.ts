// By what one knows a room and a person at a glance: pictures of rooms, and what somebody is up to.
import { hasNoViolations } from "../axe.ts";
import { asks, claims, looksAt, LOOKED_AT, press } from "../door.ts";
import { pictured, picks } from "../pictures.ts";
import { stage, story } from "../stage.ts";
import { becomes, until } from "../until.ts";
import type { Window } from "../window.ts";

stage();

const OF_ROOM = /\/rooms\/.*\/picture/;
const OF_A_PICTURE = 3;
const pane = ({ page }: Window) => page.getByRole("complementary");

story(
  "a room has a picture: in the list, at its head, where one looks around; until it is taken away",
  async (scene) => {
    const jiwoo = await claims(scene);
    await jiwoo.goes("/rooms");
    await press(jiwoo, "방 열기");
    await jiwoo.page.getByRole("textbox", { name: "방 이름" }).fill("텃밭 이야기");
    await jiwoo.page.getByRole("textbox", { name: "어떤 이야기를 하나요?" }).fill("오늘 심은 것과 거둔 것");
    await jiwoo.page
      .getByRole("dialog")
      .getByRole("radio", { name: /초대받은 사람만/ })
      .check();
    await jiwoo.page.getByRole("dialog").getByRole("button", { name: "열기", exact: true }).click();
    await jiwoo.composer.waitFor();
    await jiwoo.says("상추가 벌써 이만큼 자랐어요");
    await jiwoo.page.getByRole("button", { name: /함께하는 사람 보기/ }).click();
    await pane(jiwoo).getByRole("button", { name: "방 설정" }).click();
    await picks(jiwoo, "사진 고르기");
    await hasNoViolations(jiwoo, "a picture of a room before it is kept");
    await press(jiwoo, "이 사진 쓰기");
    await jiwoo.page.getByRole("button", { name: "사진 지우기" }).waitFor();
    await looksAt(jiwoo, "room-settings");
    await jiwoo.page.keyboard.press("Escape");
    await until("it is shown", async () => (await pictured(jiwoo, OF_ROOM)) >= OF_A_PICTURE);
    await looksAt(jiwoo, "room-picture");

    const english = await scene.device(jiwoo, { ...LOOKED_AT, locale: "en" });
    await english.goes("/rooms");
    await until("it is shown", async () => (await pictured(english, OF_ROOM)) >= 2);
    await looksAt(english, "browse-en");

    await pane(jiwoo).getByRole("button", { name: "방 설정" }).click();
    await press(jiwoo, "사진 지우기");
    await becomes("it is gone", 0, () => pictured(jiwoo, OF_ROOM));
    await becomes("it is gone elsewhere too", 0, () => pictured(english, OF_ROOM));
    await asks(jiwoo, "GET", "/rooms");
  },
  { alone: true },
);
