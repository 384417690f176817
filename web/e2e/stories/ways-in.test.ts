// Coming in by what goes through others: another house that vouches, links in mails, and a link that an owner gives.
import { strictEqual } from "node:assert/strict";
import { hasNoViolations } from "../axe.ts";
import {
  asks,
  claims,
  field,
  isInside,
  isTitled,
  LOOKED_AT,
  me,
  password,
  PASSWORD,
  press,
  signsIn,
} from "../door.ts";
import { Guest } from "../guest.ts";
import { stage, story } from "../stage.ts";

stage();

const OTHER = "살구나무 아래에서 만나요";
const NEIGHBOURS = { neighbours: true };

story(
  "who another house vouches for comes in once the house is open to all",
  async (scene) => {
    scene.mayTell(/status of 403/);
    const owner = await claims(scene);
    const neighbour = await scene.window(LOOKED_AT);
    await neighbour.goes("/r/madang");
    const other = neighbour.page.getByRole("link", { name: "이웃집으로 로그인" });
    await other.click();
    await neighbour.page.getByText(/이 계정으로는 들어올 수 없어요/).waitFor();
    await hasNoViolations(neighbour, "not let in");

    await asks(owner, "PATCH", "/house", { registration: "open" });
    await neighbour.goes("/r/madang");
    await other.click();
    await neighbour.composer.waitFor();
    strictEqual(neighbour.page.url(), `${neighbour.url}/r/madang`);
    strictEqual((await me(neighbour)).name, "이웃지우");
    strictEqual((await me(neighbour)).role, "member");
  },
  NEIGHBOURS,
);

story(
  "an address is verified by a mail, and a forgotten password is set anew by another",
  async (scene) => {
    scene.mayTell(/status of 410/);
    const owner = await claims(scene);
    const email = "jiwoo@example.com";
    await asks(owner, "PUT", "/people/me/email", { email, password: PASSWORD });
    await owner.page.goto(await scene.neighbours.link(email));
    await isTitled(owner, "이메일을 확인했어요");
    await owner.page.getByRole("link", { name: "마당으로 가기" }).click();
    await isInside(owner);

    const phone = await scene.window(LOOKED_AT);
    await phone.goes("/sign-in");
    await phone.page.getByRole("link", { name: "비밀번호를 잊었어요" }).click();
    await field(phone, "아이디 또는 이메일").fill(email);
    await press(phone, "링크 보내기");
    await isTitled(phone, "메일함을 봐주세요");
    const link = await scene.neighbours.link(email, 2);
    await phone.page.goto(link);
    await phone.page.getByText("김지우님(@jiwoo)의 비밀번호예요.").waitFor();
    await hasNoViolations(phone, "a new password");
    await password(phone, "새 비밀번호").fill(OTHER);
    await press(phone, "비밀번호 바꾸기");
    await isInside(phone);
    strictEqual((await me(phone)).name, "김지우");
    await isTitled(owner, "어서 오세요");

    const late = await scene.window();
    await late.page.goto(link);
    await isTitled(late, "쓸 수 없는 링크예요");
  },
  NEIGHBOURS,
);

story(
  "who makes an account where everybody may is in the room of all, and verifies the address elsewhere",
  async (scene) => {
    const owner = await claims(scene);
    await asks(owner, "PATCH", "/house", { registration: "open" });
    const minsu = await scene.window(LOOKED_AT);
    await minsu.goes("/");
    await minsu.page.getByRole("link", { name: "처음이면 가입하기" }).click();
    await isTitled(minsu, "반가워요");
    await hasNoViolations(minsu, "open registration");
    await field(minsu, "내 이름").fill("박민수");
    await field(minsu, "아이디").fill("Minsu");
    await password(minsu, "비밀번호").fill(PASSWORD);
    await field(minsu, /^이메일/).fill("minsu@example.com");
    await press(minsu, "계정 만들기");
    await minsu.composer.waitFor();
    strictEqual(minsu.page.url(), `${minsu.url}/r/madang`);

    const elsewhere = await scene.window(LOOKED_AT);
    await elsewhere.page.goto(await scene.neighbours.link("minsu@example.com"));
    await isTitled(elsewhere, "로그인하면 이메일을 확인할게요");
    await hasNoViolations(elsewhere, "signing in to verify");
    await field(elsewhere, "아이디 또는 이메일").fill("minsu");
    await password(elsewhere, "비밀번호").fill(PASSWORD);
    await press(elsewhere, "로그인");
    await isTitled(elsewhere, "이메일을 확인했어요");
    const account = await asks<{ email_verified: boolean }>(minsu, "GET", "/people/me/account");
    strictEqual(account.email_verified, true);
  },
  NEIGHBOURS,
);

story(
  "an owner gives a link, by which a password is set anew, once",
  async (scene) => {
    scene.mayTell(/status of 410/);
    const owner = await claims(scene);
    const { url } = await asks<{ url: string }>(owner, "POST", "/invitations", { role: "member", rooms: [] });
    const minsu = await Guest.comesBy(scene.house, url, "박민수", "minsu");
    await owner.goes(`/admin/people/${minsu.id}`);
    await owner.page.getByRole("button", { name: /^링크 만들기/ }).click();
    await press(owner, "링크 만들기");
    await owner.page.getByText("이 링크는 이 컴퓨터에서만 열려요.").waitFor();
    const link = await field(owner, "링크").inputValue();

    const window = await scene.window(LOOKED_AT);
    await window.page.goto(link);
    await window.page.getByText("박민수님(@minsu)의 비밀번호예요.").waitFor();
    await password(window, "새 비밀번호").fill(OTHER);
    await press(window, "비밀번호 바꾸기");
    await isInside(window);
    strictEqual((await me(window)).id, minsu.id);

    const second = await scene.window(LOOKED_AT);
    await second.page.goto(link);
    await isTitled(second, "쓸 수 없는 링크예요");
    await second.page.getByRole("link", { name: "로그인" }).click();
    await signsIn(second, "minsu", OTHER);
    await isInside(second);
  },
  { alone: true },
);
