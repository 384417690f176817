// The door: which page somebody sees, what is sent, and where they are afterwards.
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { createClient, type Client } from "@madang/client";
import { TestServer } from "@madang/client/testing";
import { MadangProvider } from "@madang/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { HOUSE, refusal, withHouse, type Answers, type Asked } from "../demo/house.ts";
import { Door } from "../src/door/Door.tsx";

let server: TestServer;
let client: Client;
let asked: Asked[];

beforeEach(() => {
  server = new TestServer();
  server.addRoom("madang", "alice");
  asked = [];
});
afterEach(() => {
  cleanup();
  client.stop();
  localStorage.clear();
});

const soon = (milliseconds = 50) => act(() => server.clock.advance(milliseconds));
const session = (name: string) => ({ me: server.person(name), token: `token-${name}` });
const fill = (label: string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
const press = async (name: string) => {
  fireEvent.click(screen.getByRole("button", { name }));
  await soon();
};
const title = () => screen.getByRole("heading", { level: 1 }).textContent;
const sent = (what: string) => asked.filter((one) => one.what === what).map(({ body }) => body);

async function stands(
  address: string,
  answers: Answers,
  { as = "", locale = "ko" }: { as?: string; locale?: "ko" | "en" } = {},
) {
  history.replaceState(null, "", address);
  dispatchEvent(new PopStateEvent("popstate"));
  const options = as === "" ? server.options() : server.optionsFor(as);
  client = createClient(withHouse(options, { "GET /house": HOUSE, ...answers }, asked));
  render(
    <MadangProvider client={client} locale={locale}>
      <Door />
    </MadangProvider>,
  );
  await soon();
  // Some of the pages come only now.
  await act(() => import("../src/door/Seldom.tsx"));
  await soon();
}

const UNCLAIMED = { ...HOUSE, name: "Madang", claimed: false, may_claim: true };

test("who is first names the house and becomes its owner", async () => {
  await stands("/", { "GET /house": UNCLAIMED, "POST /house/owner": () => session("alice") });
  expect(title()).toBe("새 마당을 열어볼까요?");
  fill("마당 이름", "새봄협동조합");
  fill("내 이름", "김지우");
  fill("아이디", "jiwoo");
  fill("비밀번호", "감나무 아래에서 만나요");
  await press("마당 열기");
  expect(sent("POST /house/owner")).toEqual([
    {
      house: "새봄협동조합",
      home: "마당",
      name: "김지우",
      handle: "jiwoo",
      password: "감나무 아래에서 만나요",
      keep: "token",
    },
  ]);
  expect(client.session.get()).toBe("ready");
});

test("a handle or a password that cannot be one is said before anything is sent", async () => {
  await stands("/", { "GET /house": UNCLAIMED });
  fill("마당 이름", "새봄협동조합");
  fill("내 이름", "김지우");
  fill("아이디", "김 지우");
  fill("비밀번호", "aaaaaaaaaaaa");
  await press("마당 열기");
  expect(screen.getByText(/사이에 \. - _/)).toBeTruthy();
  expect(screen.getByText(/같은 글자가 너무 많아요/)).toBeTruthy();
  expect(asked.map(({ what }) => what)).toEqual(["GET /house"]);
});

test("where nobody owns the house one may come in with just a name", async () => {
  await stands("/", { "GET /house": UNCLAIMED });
  await press("이름만 정하고 둘러보기");
  fill("이름", "지우");
  await press("들어가기");
  expect(client.me.get()?.name).toBe("지우");
});

test("a stranger sees only that the house is not open yet", async () => {
  await stands("/", { "GET /house": { ...UNCLAIMED, may_claim: false } });
  expect(title()).toBe("아직 열지 않은 마당이에요");
  expect(screen.queryByRole("textbox")).toBe(null);
});

test("the link that the server printed brings its key along", async () => {
  await stands("/setup#einmal", {
    "GET /house": { ...UNCLAIMED, may_claim: false },
    "POST /house/owner": refusal(410, "expired"),
  });
  fill("마당 이름", "새봄");
  fill("내 이름", "김지우");
  fill("아이디", "jiwoo");
  fill("비밀번호", "감나무 아래에서 만나요");
  await press("마당 열기");
  expect(sent("POST /house/owner")).toMatchObject([{ key: "einmal" }]);
  expect(screen.getByRole("alert").textContent).toContain("이 주소로는 마당을 열 수 없어요");
});

test("signing in keeps the address; a wrong password is told at its field", async () => {
  const answers = [refusal(401, "wrong_login"), undefined];
  await stands("/r/madang", { "POST /session/password": () => answers.shift() ?? session("alice") });
  expect(title()).toBe("어서 오세요");
  fill("아이디", "alice");
  fill("비밀번호", "not the one");
  await press("로그인");
  expect(document.activeElement).toBe(screen.getByLabelText("비밀번호"));
  expect(screen.getByText("아이디나 비밀번호가 맞지 않아요.")).toBeTruthy();
  fill("비밀번호", "open sesame");
  await press("로그인");
  expect(client.me.get()?.name).toBe("alice");
  expect(location.pathname).toBe("/r/madang");
});

test("a second factor is asked for after the password", async () => {
  await stands("/", {
    "POST /session/password": ({ code }: { code?: string }) =>
      code === undefined
        ? refusal(401, "code_needed")
        : code === "123456"
          ? session("alice")
          : refusal(401, "wrong_code"),
  });
  fill("아이디", "alice");
  fill("비밀번호", "open sesame");
  await press("로그인");
  expect(title()).toBe("한 번 더 확인할게요");
  const code = screen.getByLabelText<HTMLInputElement>("인증 코드");
  expect(code.autocomplete).toBe("one-time-code");
  fill("인증 코드", "000000");
  await press("확인");
  expect(screen.getByText(/코드가 맞지 않아요/)).toBeTruthy();
  fill("인증 코드", "123456");
  await press("확인");
  expect(client.me.get()?.name).toBe("alice");
  expect(sent("POST /session/password").at(-1)).toMatchObject({ login: "alice", password: "open sesame" });
});

test("by a link to an open room one comes in with just a name, or signs in", async () => {
  const garden = { id: "garden", name: "텃밭" };
  await stands("/r/garden", {
    "GET /house": { ...HOUSE, room: garden },
    "POST /session": refusal(403, "forbidden"),
  });
  expect(title()).toBe("‘텃밭’에 어서 오세요");
  fill("이름", "지나가던 이");
  await press("들어가기");
  expect(sent("POST /session")).toMatchObject([{ name: "지나가던 이", room: "garden" }]);
  expect(screen.getByText(/손님은 들어갈 수 없는 방/)).toBeTruthy();
  await press("계정이 있으면 로그인");
  expect(screen.getByLabelText("비밀번호")).toBeTruthy();
  await press("계정 없이 이름만 적고 들어가기");
  expect(screen.getByLabelText("이름")).toBeTruthy();
});

test("of a room that is not open, a stranger sees only the sign-in", async () => {
  await stands("/r/secret", { "GET /house": { ...HOUSE, room: null } });
  expect(title()).toBe("어서 오세요");
  expect(screen.queryByRole("button", { name: /이름만 적고/ })).toBe(null);
});

const INVITATION = {
  house: "새봄협동조합",
  role: "member",
  rooms: [{ id: "madang", name: "앞마당" }],
  by: "김지우",
};

test("an invitation says who asks one in and where to, and makes an account", async () => {
  await stands("/join#k-1", {
    "POST /invitations/look": INVITATION,
    "POST /invitations/accept": () => session("alice"),
  });
  expect(sent("POST /invitations/look")).toEqual([{ key: "k-1" }]);
  expect(title()).toBe("새봄협동조합에서 기다리고 있어요");
  expect(screen.getByText(/김지우님이 초대했어요/)).toBeTruthy();
  expect(screen.getByText("앞마당")).toBeTruthy();
  fill("내 이름", "박민수");
  fill("아이디", "Minsu");
  fill("비밀번호", "감나무 아래에서 만나요");
  await press("계정 만들기");
  expect(sent("POST /invitations/accept")).toMatchObject([{ key: "k-1", name: "박민수", handle: "minsu" }]);
  expect(location.pathname).toBe("/r/madang");
});

test("an invitation for guests asks for a name only", async () => {
  await stands("/join#k-2", {
    "POST /invitations/look": { ...INVITATION, role: "guest" },
    "POST /invitations/accept": () => session("alice"),
  });
  fill("이름", "Marta");
  await press("들어가기");
  expect(sent("POST /invitations/accept")).toEqual([{ key: "k-2", name: "Marta", keep: "token" }]);
});

test("a guest who is in becomes a member under the same name", async () => {
  Object.assign(server.person("alice"), { role: "guest" });
  await stands(
    "/join#k-3",
    { "POST /invitations/look": INVITATION, "POST /invitations/accept": () => session("alice") },
    { as: "alice" },
  );
  expect(title()).toBe("이제 손님이 아니에요");
  expect(screen.getByLabelText<HTMLInputElement>("내 이름").value).toBe("alice");
});

test("a link that is used up says so, and one without its key as well", async () => {
  await stands("/join#old", { "POST /invitations/look": refusal(410, "expired") });
  expect(title()).toBe("쓸 수 없는 링크예요");
  expect(screen.getByRole("link").textContent).toBe("로그인");
  cleanup();
  await stands("/reset", {});
  expect(screen.getByText(/주소의 뒷부분이 빠진/)).toBeTruthy();
});

test("a link of which nobody knows yet whether it is good is no dead one", async () => {
  await stands("/join#k-0", { "POST /invitations/look": refusal(429, "too_fast") });
  expect(title()).toBe("잠시 뒤에 다시 해주세요");
  expect(screen.getByRole("button", { name: "다시 해보기" })).toBeTruthy();
});

test("who comes by an invitation without rooms is in the room of all", async () => {
  await stands("/join#k-1", {
    "POST /invitations/look": { ...INVITATION, rooms: [] },
    "POST /invitations/accept": () => session("alice"),
  });
  fill("내 이름", "박민수");
  fill("아이디", "minsu");
  fill("비밀번호", "감나무 아래에서 만나요");
  await press("계정 만들기");
  expect(location.pathname).toBe("/r/madang");
});

const NEW = "감나무 아래에서 만나요";
const OPENS = { opens: "password", name: "박민수", handle: "minsu" };

test("a reset link says whose password it sets, and signs in with it", async () => {
  await stands("/reset#k-4", {
    "POST /tickets/look": OPENS,
    "POST /password/reset": undefined,
    "POST /session/password": () => session("alice"),
  });
  expect(screen.getByText("박민수님(@minsu)의 비밀번호예요.")).toBeTruthy();
  expect(document.querySelector<HTMLInputElement>("[autocomplete=username]")?.value).toBe("minsu");
  fill("새 비밀번호", NEW);
  await press("비밀번호 바꾸기");
  expect(sent("POST /password/reset")).toEqual([{ key: "k-4", password: NEW }]);
  expect(sent("POST /session/password")).toMatchObject([{ login: "minsu", password: NEW }]);
  expect(client.session.get()).toBe("ready");
  expect(location.pathname).toBe("/");
});

test("after a reset the code of the second factor is still asked for", async () => {
  await stands("/reset#k-4", {
    "POST /tickets/look": OPENS,
    "POST /password/reset": undefined,
    "POST /session/password": ({ code }: { code?: string }) =>
      code === undefined ? refusal(401, "code_needed") : session("alice"),
  });
  fill("새 비밀번호", NEW);
  await press("비밀번호 바꾸기");
  fill("인증 코드", "123456");
  await press("확인");
  expect(location.pathname).toBe("/");
});

test("where signing in does not work at once, the sign-in knows the handle", async () => {
  await stands("/reset#k-4", {
    "POST /tickets/look": OPENS,
    "POST /password/reset": undefined,
    "POST /session/password": refusal(429, "too_fast"),
  });
  fill("새 비밀번호", NEW);
  await press("비밀번호 바꾸기");
  expect(title()).toBe("비밀번호를 바꿨어요");
  expect(screen.getByLabelText<HTMLInputElement>("아이디").value).toBe("minsu");
});

test("a dead reset link, and one that is for something else, say so before anybody types", async () => {
  for (const answer of [refusal(410, "expired"), { ...OPENS, opens: "phone" }]) {
    await stands("/reset#k-4", { "POST /tickets/look": answer });
    expect(title()).toBe("쓸 수 없는 링크예요");
    expect(screen.queryByLabelText("새 비밀번호")).toBe(null);
    cleanup();
  }
});

test("a phone asks before it signs in, and says as whom", async () => {
  await stands("/phone#k-5", {
    "POST /tickets/look": { ...OPENS, opens: "phone" },
    "POST /session/phone/claim": () => session("alice"),
  });
  expect(screen.getByText(/박민수님의 계정으로 들어가요/)).toBeTruthy();
  expect(sent("POST /session/phone/claim")).toEqual([]);
  await press("로그인");
  expect(sent("POST /session/phone/claim")).toMatchObject([{ key: "k-5" }]);
  expect(location.pathname).toBe("/");
  expect(location.hash).toBe("");
});

test("a link in a mail shows that the address is mine", async () => {
  const answers = { "POST /people/me/email/verified": undefined };
  await stands("/account#verify=k-6", answers);
  expect(title()).toBe("로그인하면 이메일을 확인할게요");
  expect(sent("POST /people/me/email/verified")).toEqual([]);
  cleanup();
  await stands("/account#verify=k-6", answers, { as: "alice" });
  expect(sent("POST /people/me/email/verified")).toEqual([{ key: "k-6" }]);
  expect(title()).toBe("이메일을 확인했어요");
});

test("a forgotten password: by mail where there is mail, else by asking somebody", async () => {
  await stands("/forgotten", {}, { locale: "en" });
  expect(screen.getByText(/Please ask an administrator/)).toBeTruthy();
  cleanup();
  await stands("/forgotten", {
    "GET /house": { ...HOUSE, sign_in: { mail: true, oidc: { name: "Keycloak" } } },
    "POST /password/forgotten": undefined,
  });
  fill("아이디 또는 이메일", "jiwoo@example.com");
  await press("링크 보내기");
  expect(title()).toBe("메일함을 봐주세요");
});

test("others who vouch for people are offered, and lead back to the room", async () => {
  await stands("/r/madang", {
    "GET /house": { ...HOUSE, sign_in: { mail: false, oidc: { name: "Keycloak" } } },
  });
  const link = screen.getByRole<HTMLAnchorElement>("link", { name: /Keycloak/ });
  expect(link.getAttribute("href")).toBe("/api/oidc/start?to=%2Fr%2Fmadang");
});

test("who was vouched for in vain is told why", async () => {
  await stands("/sign-in?refused=forbidden", {
    "GET /house": { ...HOUSE, sign_in: { mail: false, oidc: { name: "Keycloak" } } },
  });
  expect(screen.getAllByRole("alert")[0]?.textContent).toContain("이 계정으로는 들어올 수 없어요");
});

test("an address that is none, or of no use any more, says so to who is not in", async () => {
  await stands("/setup#einmal", {});
  expect(title()).toBe("이미 주인이 있는 마당이에요");
  cleanup();
  await stands("/somewhere/else", {}, { locale: "en" });
  expect(title()).toBe("A wrong turn, perhaps");
  expect(screen.getByRole("link", { name: "Sign in" }).getAttribute("href")).toBe("/sign-in");
  cleanup();
  await stands("/register", {});
  expect(screen.getByText(/초대를 받아야 계정을 만들 수 있어요/)).toBeTruthy();
  expect(screen.getByLabelText("비밀번호")).toBeTruthy();
});

test("one may register where everybody may", async () => {
  await stands("/register", {
    "GET /house": { ...HOUSE, registration: "open" },
    "POST /session/register": refusal(409, "handle_taken"),
  });
  fill("내 이름", "박민수");
  fill("아이디", "minsu");
  fill("비밀번호", "감나무 아래에서 만나요");
  await press("계정 만들기");
  expect(document.activeElement).toBe(screen.getByLabelText("아이디"));
  expect(screen.getByText(/다른 분이 쓰고 있는/)).toBeTruthy();
});
