// My account: what is shown of it, and what each form sends.
import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { createClient, type Client } from "@madang/client";
import { TestServer } from "@madang/client/testing";
import { MadangProvider } from "@madang/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ACCOUNT } from "../demo/account.ts";
import { HOUSE, refusal, withHouse, type Answers, type Asked } from "../demo/house.ts";
import type { AccountSection } from "../src/route.ts";

let server: TestServer;
let client: Client;
let asked: Asked[];

beforeEach(() => {
  server = new TestServer();
  server.addRoom("madang", "minsu");
  server.addRoom("뒷마당", "minsu");
  asked = [];
  // jsdom has neither.
  vi.stubGlobal("matchMedia", () => new EventTarget());
  HTMLDialogElement.prototype.showModal = showModal;
});
function showModal(this: HTMLDialogElement) {
  this.open = true;
}
afterEach(() => {
  cleanup();
  client.stop();
  vi.unstubAllGlobals();
});

const soon = async () => {
  await act(() => server.clock.advance(50));
  await act(() => new Promise((resolve) => setTimeout(resolve, 0)));
};
const sent = (what: string) => asked.filter((one) => one.what === what).map(({ body }) => body);
const fill = (label: string | RegExp, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
const press = async (name: string, place = screen.queryByRole("dialog") ?? document.body) => {
  fireEvent.click(within(place).getByRole("button", { name }));
  await soon();
};

async function opens(section: AccountSection, answers: Answers = {}) {
  const { default: Account } = await import("../src/account/Account.tsx");
  const options = server.optionsFor("minsu");
  client = createClient(withHouse(options, { "GET /house": HOUSE, ...ACCOUNT, ...answers }, asked));
  render(
    <MadangProvider client={client} locale="ko">
      <Account section={section} />
    </MadangProvider>,
  );
  await soon();
  await soon();
}

const toSecurity = () => fireEvent.click(screen.getByRole("link", { name: "로그인과 보안" }));

test("who leaves a page with something unsaved is asked", async () => {
  await opens("profile");
  history.replaceState(null, "", "/account/profile");
  fill("이름", "박민수님");
  toSecurity();
  expect(location.pathname).toBe("/account/profile");
  const leaving = new Event("beforeunload", { cancelable: true });
  dispatchEvent(leaving);
  expect(leaving.defaultPrevented).toBe(true);
  await press("취소");
  expect(screen.getByLabelText<HTMLInputElement>("이름").value).toBe("박민수님");
  toSecurity();
  await press("그냥 나가기");
  expect(location.pathname).toBe("/account/security");
});

test("name and line are changed together, and a status goes by itself", async () => {
  await opens("profile", { "PATCH /people/me": ACCOUNT["GET /people/me"] });
  fill("이름", "박민수 ");
  fill(/^한 줄 소개/, "감나무지기");
  fireEvent.click(screen.getAllByRole("button", { name: "저장" })[0]!);
  await soon();
  expect(sent("PATCH /people/me")).toEqual([{ name: "박민수", title: "감나무지기" }]);
  expect(screen.getByText("저장했어요")).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "식사 중" }));
  fireEvent.change(screen.getByLabelText("언제까지"), { target: { value: "hour" } });
  fireEvent.click(screen.getAllByRole("button", { name: "저장" })[1]!);
  await soon();
  const { status } = sent("PATCH /people/me").at(-1) as { status: { until: string } };
  expect(status).toMatchObject({ emoji: "🍚", text: "식사 중" });
  expect(Date.parse(status.until) - Date.now()).toBeGreaterThan(3_500_000);
  expect(Date.parse(status.until) - Date.now()).toBeLessThan(3_700_000);
});

test("a password is changed only by who knows the present one", async () => {
  const answers = [refusal(401, "wrong_login"), undefined];
  await opens("security", { "PUT /people/me/password": () => answers.shift() });
  await press("비밀번호 바꾸기");
  fill("지금 비밀번호", "몰라요");
  fill("새 비밀번호", "감나무 아래에서 만나요");
  await press("비밀번호 바꾸기");
  expect(screen.getByText("지금 비밀번호와 달라요.")).toBeTruthy();
  expect(document.activeElement).toBe(screen.getByLabelText("지금 비밀번호"));
  fill("지금 비밀번호", "open sesame");
  await press("비밀번호 바꾸기");
  expect(sent("PUT /people/me/password").at(-1)).toEqual({
    old: "open sesame",
    new: "감나무 아래에서 만나요",
  });
  expect(screen.getByText(/다른 기기에서는 로그아웃됐어요/)).toBeTruthy();
});

test("the second factor is turned on with a code, and its recovery codes are shown once", async () => {
  await opens("security");
  await press("2단계 인증 켜기");
  fill("비밀번호", "open sesame");
  await press("다음");
  expect(screen.getByRole("img", { name: "인증 앱에 등록할 QR 코드" })).toBeTruthy();
  const groups = Array.from(document.querySelectorAll("code span"), ({ textContent }) => textContent);
  expect(groups.slice(0, 2)).toEqual(["JBSW ", "Y3DP "]);
  fill("인증 코드", "123 456");
  await press("켜기");
  expect(sent("PUT /people/me/totp")).toEqual([{ code: "123456" }]);
  const codes = within(screen.getByRole("dialog")).getAllByRole("listitem");
  expect(codes).toHaveLength(6);
  const file = screen.getByRole<HTMLAnchorElement>("link", { name: "파일로 저장" });
  expect(decodeURIComponent(file.href)).toContain("k7m2-9qpa\nx3vd-t5ry");
  const kept = screen.getByRole<HTMLDialogElement>("dialog");
  expect(within(kept).queryByRole("button", { name: "닫기" })).toBe(null);
  fireEvent.mouseDown(kept);
  expect(fireEvent(kept, new Event("cancel", { cancelable: true }))).toBe(false);
  kept.open = false;
  fireEvent(kept, new Event("close"));
  expect(kept.open).toBe(true);
  await press("적어뒀어요");
  expect(screen.queryByRole("dialog")).toBe(null);
});

test("new recovery codes are made for who shows that it is them, and told of at their place when not", async () => {
  const answers = [refusal(401, "wrong_code"), { recovery_codes: ["abcd-efgh", "jkmn-pqrs"] }];
  const mine = { ...(ACCOUNT["GET /people/me/account"] as object), totp: true, recovery_codes: 2 };
  await opens("security", {
    "GET /people/me/account": mine,
    "POST /people/me/recovery-codes": () => answers.shift(),
  });
  await press("복구 코드 새로 받기");
  fill("비밀번호", "open sesame");
  fill("인증 코드나 남은 복구 코드", "123 456");
  await press("새로 받기");
  expect(screen.getByText(/^코드가 맞지 않아요/)).toBeTruthy();
  await press("새로 받기");
  expect(sent("POST /people/me/recovery-codes")[1]).toEqual({ password: "open sesame", code: "123456" });
  expect(screen.getByText("jkmn-pqrs")).toBeTruthy();
});

const VILLAGE = { issuer: "https://id.village.example", subject: "1042", created_at: "2026-10-03T09:00:00Z" };

test("one parts with another house that vouches for one, with the password", async () => {
  await opens("security", {
    "GET /people/me/account": { ...(ACCOUNT["GET /people/me/account"] as object), identities: [VILLAGE] },
    "DELETE /people/me/identities": undefined,
  });
  expect(screen.getByText(/10월 3일에 이어짐/)).toBeTruthy();
  await press("id.village.example 끊기");
  fill("비밀번호", "open sesame");
  await press("끊기");
  const { issuer, subject } = VILLAGE;
  expect(sent("DELETE /people/me/identities")).toEqual([{ issuer, subject, password: "open sesame" }]);
});

test("the last way in stays until there is a password", async () => {
  await opens("security", {
    "GET /people/me/account": {
      ...(ACCOUNT["GET /people/me/account"] as object),
      password: false,
      identities: [VILLAGE],
    },
  });
  expect(screen.getByText(/먼저 비밀번호를 정해주세요/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: /끊기/ })).toBeNull();
});

test("every device is listed, mine first, and each other one can be signed out", async () => {
  await opens("devices", { "DELETE /sessions/s2": undefined, "DELETE /sessions": undefined });
  const devices = screen.getAllByRole("listitem").filter((item) => item.querySelector("p"));
  expect(devices.map((item) => item.querySelector("b")?.textContent)).toEqual([
    "Mac의 Chrome지금 이 기기",
    "iPhone의 Safari",
    "Windows의 Whale",
  ]);
  expect(within(devices[0]!).queryByRole("button")).toBe(null);
  await press("iPhone의 Safari 로그아웃");
  await press("다른 기기 모두 로그아웃");
  expect(asked.filter(({ what }) => what.startsWith("DELETE")).map(({ what }) => what)).toEqual([
    "DELETE /sessions/s2",
    "DELETE /sessions",
  ]);
});

test("a phone gets a code to scan", async () => {
  await opens("devices");
  await press("QR 코드 보기");
  expect(screen.getByRole("img", { name: "휴대폰에서 로그인할 QR 코드" })).toBeTruthy();
  expect(screen.getByText(/뒤에 닫혀요/)).toBeTruthy();
});

test("a token is made for chosen rooms, and shown this once", async () => {
  await opens("tokens");
  await press("토큰 만들기");
  fill("어디에 쓰나요?", "배포 알림");
  fireEvent.click(screen.getByLabelText("읽기만"));
  fireEvent.click(screen.getByLabelText("고른 방만"));
  await press("토큰 만들기");
  expect(screen.getByRole("alert").textContent).toBe("방을 하나 이상 골라주세요.");
  fireEvent.click(screen.getByLabelText("뒷마당"));
  await press("토큰 만들기");
  const [wish] = sent("POST /tokens") as { expires_at: string }[];
  expect(wish).toMatchObject({ name: "배포 알림", rights: ["read"], rooms: ["뒷마당"] });
  expect(Date.parse(wish!.expires_at) - Date.now()).toBeGreaterThan(89 * 86_400_000);
  expect(screen.getByLabelText<HTMLInputElement>("토큰").value).toMatch(/^mdg_/);
});

test("leaving asks for the password, says what goes, and ends at the door", async () => {
  await opens("data", { "DELETE /people/me": undefined });
  await press("마당 떠나기");
  expect(screen.getByText(/되돌릴 수 없어요/)).toBeTruthy();
  fill("비밀번호", "open sesame");
  await press("계정을 지우고 떠나기");
  expect(sent("DELETE /people/me")).toEqual([{ password: "open sesame" }]);
  await soon();
  expect(client.session.get()).toBe("none");
});

test("what cannot be fetched says why, and can be asked again", async () => {
  const answers = [refusal(403, "forbidden")];
  await opens("tokens", { "GET /tokens": () => answers.shift() ?? { tokens: [] } });
  expect(screen.getByRole("alert").textContent).toContain("할 수 없는 일이에요");
  await press("다시 해보기");
  expect(screen.getByText("아직 만든 토큰이 없어요.")).toBeTruthy();
});
