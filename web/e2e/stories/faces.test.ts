// By what one knows a room and a person at a glance: pictures of rooms, and what somebody is up to.
import { hasNoViolations } from "../axe.ts";
import { asks, claims, comesIn, field, looksAt, LOOKED_AT, me, press } from "../door.ts";
import { newId } from "../guest.ts";
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
  },
  { alone: true },
);

story(
  "what somebody is up to stands beside their name, until its time is over",
  async (scene) => {
    const jiwoo = await claims(scene);
    const minsu = await comesIn(scene, jiwoo, "박민수", "minsu");
    const { id: room } = await asks<{ room: { id: string } }>(jiwoo, "POST", "/rooms", {
      id: newId(),
      name: "주간회의",
      kind: "public",
    }).then((made) => made.room);
    await jiwoo.goes(`/r/${room}`);
    await jiwoo.says("좋은 아침이에요!");
    await minsu.goes(`/r/${room}`);
    await minsu.joins();
    await minsu.says("안녕하세요");

    await minsu.goes("/account/profile");
    await field(minsu, "상태 한마디").fill("4시까지 집중");
    await field(minsu, "이모지").fill("🌱");
    await minsu.page.getByRole("button", { name: "저장" }).nth(1).click();
    await minsu.page.getByRole("button", { name: "상태 지우기" }).waitFor();
    await minsu.goes("/");
    await minsu.page.getByRole("navigation").getByText("🌱 4시까지 집중").waitFor();

    // Who comes back sees it: in the timeline, in the list of people, on the card, and where one talks to them.
    await jiwoo.page.reload();
    await jiwoo.message("안녕하세요").getByText("🌱").waitFor();
    await jiwoo
      .message("안녕하세요")
      .getByText(/^상태: 4시까지 집중/)
      .waitFor({ state: "attached" });
    await jiwoo.page.getByRole("button", { name: /함께하는 사람 보기/ }).click();
    await pane(jiwoo).getByText("🌱 4시까지 집중").waitFor();
    const { id: talk } = await asks<{ room: { id: string } }>(jiwoo, "POST", "/rooms/direct", {
      id: newId(),
      people: [(await me(minsu)).id],
    }).then((made) => made.room);
    await asks(minsu, "POST", `/rooms/${talk}/messages`, { id: newId(), text: "점심 같이 해요" });
    await jiwoo.page
      .getByRole("navigation")
      .getByRole("link", { name: /박민수.*상태/ })
      .waitFor();
    await looksAt(jiwoo, "statuses");
    await pane(jiwoo)
      .getByRole("button", { name: /박민수/ })
      .click();
    await jiwoo.page.getByRole("dialog").getByText("4시까지 집중").waitFor();
    await looksAt(jiwoo, "card");
    await jiwoo.page.keyboard.press("Escape");
    await jiwoo.goes(`/r/${talk}`);
    await jiwoo.page.getByRole("main").getByText("🌱 4시까지 집중").waitFor();
    await looksAt(jiwoo, "direct");
    const english = await scene.device(minsu, { ...LOOKED_AT, locale: "en" });
    await english.goes(`/r/${room}`);
    await english
      .message("안녕하세요")
      .getByText(/^Status: 4시까지 집중/)
      .waitFor({ state: "attached" });
    await looksAt(english, "statuses-en");

    await asks(minsu, "PATCH", "/people/me", { status: null });
    await jiwoo.goes(`/r/${room}`);
    await jiwoo.sees("안녕하세요");
    await becomes("nothing is left of it", 0, () => jiwoo.page.getByText("🌱").count());
  },
  { alone: true },
);
