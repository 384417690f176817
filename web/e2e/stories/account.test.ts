// My account on a real server: what others see of me, another password, tokens for programs, and leaving for good.
import { strictEqual } from "node:assert/strict";
import { hasNoViolations } from "../axe.ts";
import {
  asks,
  claims,
  comesIn,
  field,
  isTitled,
  LOOKED_AT,
  looksAt,
  password,
  PASSWORD,
  press,
  signsIn,
} from "../door.ts";
import { pictured, picks, takes, WIDE } from "../pictures.ts";
import { type Scene, stage, story } from "../stage.ts";
import { until } from "../until.ts";
import type { Window } from "../window.ts";

stage();

story(
  "all of my account: profile, picture, status, a new password, and leaving",
  async (scene) => {
    scene.mayTell(/status of 401/);
    const minsu = await aMember(scene);

    await minsu.goes("/account/profile");
    await field(minsu, /^한 줄 소개/).fill("텃밭지기");
    await press(minsu, "저장");
    await minsu.page.getByText("저장했어요").waitFor();
    await press(minsu, "집중하는 중");
    await minsu.page.getByRole("button", { name: "저장" }).nth(1).click();
    await minsu.page.getByRole("button", { name: "상태 지우기" }).waitFor();
    await choosesPicture(minsu);
    await looksAt(minsu, "profile");

    const second = await scene.device(minsu);
    await second.goes("/account/security");
    await minsu.goes("/account/security");
    await press(minsu, "비밀번호 바꾸기");
    await password(minsu, "지금 비밀번호").fill("이건 아니에요 정말로");
    await password(minsu, "새 비밀번호").fill("뒷문 앞에서 열두 시에");
    await press(minsu, "비밀번호 바꾸기");
    await minsu.page.getByText("지금 비밀번호와 달라요.").waitFor();
    await hasNoViolations(minsu, "another password, with a problem");
    await password(minsu, "지금 비밀번호").fill(PASSWORD);
    await press(minsu, "비밀번호 바꾸기");
    await minsu.page.getByText(/다른 기기에서는 로그아웃됐어요/).waitFor();

    await minsu.goes("/account/data");
    await isTitled(minsu, "내 자료와 나가기");
    await looksAt(minsu, "data");
    const download = minsu.page.waitForEvent("download");
    await minsu.page.getByRole("link", { name: "파일로 저장" }).click();
    await (await download).delete();
    await press(minsu, "마당 떠나기");
    await hasNoViolations(minsu, "leaving");
    await takes(minsu, "leaving-wide-light", "light", WIDE);
    await password(minsu, "비밀번호").fill("뒷문 앞에서 열두 시에");
    await press(minsu, "계정을 지우고 떠나기");
    await isTitled(minsu, "어서 오세요");
    await signsIn(minsu, "minsu", "뒷문 앞에서 열두 시에");
    await minsu.page.getByText("아이디나 비밀번호가 맞지 않아요.").waitFor();
  },
  { alone: true },
);

story(
  "a program speaks with a token until it is taken away",
  async (scene) => {
    const minsu = await aMember(scene);
    await minsu.goes("/account/tokens");
    await press(minsu, "토큰 만들기");
    await field(minsu, "어디에 쓰나요?").fill("배포 알림");
    await hasNoViolations(minsu, "a new token");
    await press(minsu, "토큰 만들기");
    const token = await field(minsu, "토큰").inputValue();
    await hasNoViolations(minsu, "a token shown once");
    await press(minsu, "닫기");
    await looksAt(minsu, "tokens");
    const by = { headers: { authorization: `Bearer ${token}` } };
    strictEqual((await fetch(`${minsu.url}/api/session`, by)).status, 200);
    await press(minsu, "배포 알림 토큰 없애기");
    await press(minsu, "없애기");
    await minsu.page.getByText("아직 만든 토큰이 없어요.").waitFor();
    strictEqual((await fetch(`${minsu.url}/api/session`, by)).status, 401);
  },
  { alone: true },
);

story(
  "my language comes along to a new device; what is chosen on a device stays on it",
  async (scene) => {
    const minsu = await aMember(scene);
    await asks(minsu, "PATCH", "/people/me", { locale: "en" });
    const second = await scene.device(minsu, { ...LOOKED_AT, locale: "ko" });
    await second.goes("/");
    await second.page.getByRole("link", { name: "Browse rooms" }).waitFor();
    await second.page.reload();
    await second.page.getByRole("link", { name: "Browse rooms" }).waitFor();
    strictEqual(await second.page.evaluate(() => document.documentElement.lang), "en");
    await press(second, "Settings");
    await second.page.getByRole("dialog").getByText("한국어").click();
    await press(second, "닫기");
    await second.page.reload();
    await second.page.getByRole("link", { name: "방 둘러보기" }).waitFor();
    await asks(minsu, "PATCH", "/people/me", { locale: "en-GB" });
    await second.page.reload();
    await second.page.getByRole("link", { name: "방 둘러보기" }).waitFor();
  },
  { alone: true },
);

/** Somebody who is neither the first nor looks after anything. */
const aMember = async (scene: Scene) => comesIn(scene, await claims(scene), "박민수", "minsu");

async function choosesPicture(window: Window): Promise<void> {
  await picks(window, "사진 고르기");
  await hasNoViolations(window, "a picture before it is kept");
  await press(window, "이 사진 쓰기");
  await window.page.getByRole("button", { name: "사진 지우기" }).waitFor();
  await until("it is shown", async () => (await pictured(window, /\/people\/.*\/picture/)) > 0);
}
