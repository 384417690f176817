// The front door: from the first run to an invitation by which a guest becomes a member; signing in and out, the second
// factor, the phone, and sessions that are ended elsewhere. Every screen on the way is looked at, and photographed.
import { notStrictEqual, strictEqual } from "node:assert/strict";
import { hasNoViolations } from "../axe.ts";
import {
  asks,
  claims,
  field,
  isInside,
  isTitled,
  LOOKED_AT,
  looksAt,
  me,
  password,
  PASSWORD,
  press,
  signsIn,
  signsOut,
} from "../door.ts";
import { PHONE, takes, WIDE } from "../pictures.ts";
import { stage, story } from "../stage.ts";
import { nextTotp, totp } from "../totp.ts";
import { becomes, until } from "../until.ts";

stage();

story(
  "from the first run to a guest who becomes a member",
  async (scene) => {
    const stranger = await scene.window(LOOKED_AT);
    await stranger.goes("/");
    await isTitled(stranger, "새 마당을 열어볼까요?");
    await looksAt(stranger, "set-up");
    await press(stranger, "마당 열기");
    await becomes("the focus is in the first field that is empty", "house", () =>
      stranger.page.evaluate(() => document.activeElement?.getAttribute("name") ?? ""),
    );
    await hasNoViolations(stranger, "set-up with problems");

    const owner = await claims(scene);
    strictEqual((await me(owner)).role, "owner");
    const room = "01990000-0000-7000-8000-000000000001";
    await asks(owner, "POST", "/rooms", { id: room, name: "열린 뜰", topic: "누구나 와요", kind: "open" });

    // A guest comes by the link of an open room, with just a name.
    const marta = await scene.window(LOOKED_AT);
    await marta.goes(`/r/${room}`);
    await isTitled(marta, "‘열린 뜰’에 어서 오세요");
    await looksAt(marta, "guest");
    await press(marta, "계정이 있으면 로그인");
    await isTitled(marta, "어서 오세요");
    await looksAt(marta, "sign-in");
    await press(marta, "계정 없이 이름만 적고 들어가기");
    await field(marta, "이름").fill("Marta");
    await marta.page.keyboard.press("Enter");
    await marta.composer.waitFor();
    await marta.says("지나가다 들렀어요");
    await marta.sees("지나가다 들렀어요");
    await until("it is sent", async () => (await marta.rows()).every(({ seq }) => seq !== null));
    const guest = await me(marta);
    strictEqual(guest.role, "guest");

    // The owner sends an invitation; the guest stays the same person, with all that was said.
    const link = await asks<{ url: string }>(owner, "POST", "/invitations", {
      role: "member",
      rooms: [room],
    });
    await marta.goes(link.url);
    await isTitled(marta, "이제 손님이 아니에요");
    await looksAt(marta, "promotion");
    await field(marta, "아이디").fill("marta");
    await password(marta, "비밀번호").fill(PASSWORD);
    await press(marta, "계정 만들기");
    await marta.composer.waitFor();
    strictEqual(marta.page.url(), `${marta.url}/r/${room}`);
    await marta.sees("지나가다 들렀어요");
    const member = await me(marta);
    strictEqual(`${member.id} ${member.role}`, `${guest.id} member`);

    // The same link is used up, and says so.
    scene.mayTell(/status of 410/);
    const late = await scene.window(LOOKED_AT);
    await late.goes(link.url);
    await isTitled(late, "쓸 수 없는 링크예요");
    await looksAt(late, "expired");

    // Another link, for somebody who is not here yet.
    const other = await asks<{ url: string }>(owner, "POST", "/invitations", {
      role: "member",
      rooms: [room],
    });
    const minsu = await scene.window({ ...LOOKED_AT, locale: "en" });
    await minsu.goes(other.url);
    await isTitled(minsu, "새봄협동조합 is waiting for you");
    await looksAt(minsu, "invitation");
    await field(minsu, "Your name").fill("Minsu");
    await field(minsu, "Handle").fill("minsu");
    await password(minsu, "Password").fill(PASSWORD);
    await press(minsu, "Create account");
    await minsu.sees("지나가다 들렀어요");
    strictEqual((await me(minsu)).role, "member");
  },
  { alone: true },
);

story(
  "a link is kept through signing in, with a wrong password and a second factor on the way",
  async (scene) => {
    scene.mayTell(/status of 401/);
    const owner = await claims(scene);
    await owner.goes("/account/security");
    await press(owner, "2단계 인증 켜기");
    await password(owner, "비밀번호").fill(PASSWORD);
    const told = owner.page.waitForResponse(
      (answer) => answer.url().endsWith("/totp") && answer.request().method() === "POST",
    );
    await press(owner, "다음");
    const { secret } = (await (await told).json()) as { secret: string };
    await owner.page.getByRole("img", { name: "인증 앱에 등록할 QR 코드" }).waitFor();
    await looksAt(owner, "second-factor");
    await field(owner, "인증 코드").fill("000000");
    await press(owner, "켜기");
    await owner.page.getByText(/코드가 맞지 않아요/).waitFor();
    await field(owner, "인증 코드").fill(totp(secret));
    await press(owner, "켜기");
    const codes = owner.page.getByRole("dialog").getByRole("listitem");
    await codes.first().waitFor();
    await looksAt(owner, "recovery-codes");
    const first = (await codes.first().textContent()) ?? "";
    await press(owner, "적어뒀어요");
    await owner.page.getByText(/남은 복구 코드 \d+개/).waitFor();
    await owner.hasFocus("H1 로그인과 보안");
    await looksAt(owner, "security");

    // With one of them there are new ones, and the earlier are void.
    await press(owner, "복구 코드 새로 받기");
    await password(owner, "비밀번호").fill(PASSWORD);
    await field(owner, "인증 코드나 남은 복구 코드").fill("aaaa-bbbb-cccc");
    await press(owner, "새로 받기");
    await owner.page.getByText(/코드가 맞지 않아요/).waitFor();
    await looksAt(owner, "renew-codes");
    await field(owner, "인증 코드나 남은 복구 코드").fill(first);
    await press(owner, "새로 받기");
    await codes.first().waitFor();
    const recovery = (await codes.first().textContent()) ?? "";
    notStrictEqual(recovery, first);
    await press(owner, "적어뒀어요");
    await signsOut(owner);

    await owner.goes("/r/madang");
    await signsIn(owner, "jiwoo", "이건 아니고요 정말");
    await owner.page.getByText("아이디나 비밀번호가 맞지 않아요.").waitFor();
    await becomes("the focus is in the password", "password", () =>
      owner.page.evaluate(() => document.activeElement?.getAttribute("name") ?? ""),
    );
    await hasNoViolations(owner, "a wrong password");
    await password(owner, "비밀번호").fill(PASSWORD);
    await owner.page.keyboard.press("Enter");
    await isTitled(owner, "한 번 더 확인할게요");
    await looksAt(owner, "code");
    await field(owner, "인증 코드").fill(nextTotp(secret));
    await owner.page.keyboard.press("Enter");
    await isInside(owner);
    strictEqual(owner.page.url(), `${owner.url}/r/madang`);

    await signsOut(owner);
    await signsIn(owner, "JIWOO");
    await field(owner, "인증 코드").fill(recovery);
    await press(owner, "확인");
    await isInside(owner);
    await owner.hasFocus(/TEXTAREA|H1/);
  },
  { alone: true },
);

story(
  "a phone signs in by the code on the screen, and is signed out from there",
  async (scene) => {
    const owner = await claims(scene);
    await owner.goes("/account/devices");
    const told = owner.page.waitForResponse((answer) => answer.url().endsWith("/session/phone"));
    await press(owner, "QR 코드 보기");
    const { url } = (await (await told).json()) as { url: string };
    await owner.page.getByRole("img", { name: "휴대폰에서 로그인할 QR 코드" }).waitFor();
    await hasNoViolations(owner, "the code for a phone");
    await takes(owner, "phone-code-wide-light", "light", WIDE);

    const phone = await scene.window({ ...LOOKED_AT, ...PHONE, phone: true });
    await phone.goes(url);
    await isTitled(phone, "이 기기에서 로그인할까요?");
    await hasNoViolations(phone, "signing in on a phone");
    await takes(phone, "phone-sign-in-light", "light", PHONE);
    await press(phone, "로그인");
    await isInside(phone);
    strictEqual((await me(phone)).name, "김지우");

    await owner.page.getByText("휴대폰에서 로그인했어요.").waitFor();
    await hasNoViolations(owner, "the phone came");
    await press(owner, "닫기");
    const devices = owner.page.getByRole("main").getByRole("listitem");
    await becomes("both devices are there", 2, () => devices.count());
    await looksAt(owner, "devices");
    await devices.last().getByRole("button").click();
    await isTitled(phone, "어서 오세요");
    await becomes("only this one is left", 1, () => devices.count());

    // What was scanned once is used up.
    scene.mayTell(/status of 410/);
    const thief = await scene.window({ ...LOOKED_AT, ...PHONE, phone: true });
    await thief.goes(url);
    await isTitled(thief, "쓸 수 없는 링크예요");
  },
  { alone: true },
);
