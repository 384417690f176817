// The administration: what its pages show, what they ask before they do it, and what they send.
import { act, cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { createClient, type Client } from "@madang/client";
import { TestServer } from "@madang/client/testing";
import { MadangProvider } from "@madang/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { villageHall, type VillageHall } from "../demo/administration.ts";
import { refusal, withHouse, type Answers, type Asked } from "../demo/house.ts";
import type { AdminSection } from "../src/route.ts";

let server: TestServer;
let client: Client;
let asked: Asked[];
let hall: VillageHall;

beforeEach(() => {
  server = new TestServer();
  server.addRoom("madang", "minsu");
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
  for (let turn = 0; turn < 4; turn += 1) {
    await act(() => server.clock.advance(50));
    await act(() => new Promise((resolve) => setTimeout(resolve, 0)));
  }
};
const sent = (what: string) => asked.filter((one) => one.what === what).map(({ body }) => body);
const panel = () => within(screen.getByRole("complementary"));
const listed = () => within(screen.getByRole("main")).getAllByRole("listitem");
const dialog = () => within(screen.getByRole("dialog"));
const press = async (name: string | RegExp, place = screen.queryByRole("dialog") ?? document.body) => {
  fireEvent.click(within(place).getByRole("button", { name }));
  await soon();
};
const choose = async (name: string | RegExp) => {
  fireEvent.click(screen.getByRole("radio", { name }));
  await soon();
};

interface Opening {
  id?: string;
  role?: "owner" | "admin" | "member";
  locale?: "ko" | "en";
  answers?: Answers;
}

async function opens(section: AdminSection | null, opening: Opening = {}) {
  const { id = null, role = "owner", locale = "ko", answers = {} } = opening;
  const { default: Admin } = await import("../src/admin/Admin.tsx");
  const { SaidLine } = await import("../src/shell/said.tsx");
  const me = Object.assign(server.person("minsu"), { role });
  hall = villageHall(me.id, locale === "ko");
  client = createClient(withHouse(server.optionsFor("minsu"), { ...hall.answers, ...answers }, asked));
  client.start();
  await soon();
  const page = (open: string | null) => (
    <MadangProvider client={client} locale={locale}>
      <Admin section={section} id={open} />
      <SaidLine />
    </MadangProvider>
  );
  const { rerender } = render(page(id));
  await soon();
  return {
    opens: async (other: string | null) => {
      rerender(page(other));
      await soon();
    },
  };
}

test("people come page by page, and who is away or sent away is marked", async () => {
  await opens("people");
  expect(listed()).toHaveLength(12);
  expect(listed()[1]?.textContent).toContain("관리자");
  expect(screen.getByRole("link", { name: /최서연/ }).textContent).toContain("쉬는 중");
  await press("더 보기");
  expect(listed()).toHaveLength(22);
  expect(screen.queryByRole("button", { name: "더 보기" })).toBe(null);
});

test("an address that nobody has verified is said to be so", async () => {
  const haneul = villageHall("minsu", true).people.find(({ id }) => id === "haneul");
  await opens("people", {
    id: "haneul",
    answers: { "GET /people/*": () => ({ ...haneul, email: "haneul@example.com", email_verified: false }) },
  });
  expect(panel().getByText("haneul@example.com (아직 확인되지 않음)")).toBeTruthy();
});

test("a role is changed after saying what that means, and can be taken back", async () => {
  await opens("people", { id: "haneul" });
  await press("바꾸기");
  expect(dialog().getByRole("button", { name: "바꾸기" }).hasAttribute("disabled")).toBe(true);
  await choose(/^관리자/);
  expect(dialog().getByText("이하늘을 관리자로 바꿀까요?")).toBeTruthy();
  expect(dialog().getByText(/모두 돌볼 수 있게/)).toBeTruthy();
  await press("바꾸기");
  expect(screen.queryByRole("dialog")).toBe(null);
  expect(screen.getByText("이제 이하늘은 관리자예요")).toBeTruthy();
  await press("되돌리기");
  expect(sent("PATCH /people/haneul")).toEqual([{ role: "admin" }, { role: "member" }]);
});

test("an admin finds no button for owners and admins", async () => {
  const page = await opens("people", { id: "jiwoo", role: "admin" });
  expect(panel().getAllByRole("button")).toHaveLength(1);
  expect(panel().getByText(/주인만 바꿀 수 있어요/)).toBeTruthy();
  await page.opens("haneul");
  expect(panel().getByRole("button", { name: "쉬게 하기" })).toBeTruthy();
  expect(panel().queryByRole("button", { name: "지우기" })).toBe(null);
});

test("the last owner stays: the refusal is told in the question", async () => {
  await opens("people", {
    id: "jiwoo",
    answers: { "PATCH /people/*": refusal(409, "last_owner") },
  });
  await press("쉬게 하기");
  await press("쉬게 하기");
  expect(dialog().getByRole("alert").textContent).toContain("주인이 한 분뿐이에요");
});

test("a ban can take along what was written", async () => {
  await opens("people", { id: "doyun" });
  await press("내보내기");
  fireEvent.click(dialog().getByRole("checkbox"));
  await press("내보내기");
  expect(sent("PUT /people/doyun/ban")).toEqual([{ purge: true }]);
  expect(screen.getByText("정도윤을 내보냈어요")).toBeTruthy();
  await press("받아들이기");
  await press("받아들이기");
  expect(screen.getByText("정도윤을 다시 받아들였어요")).toBeTruthy();
});

test("nobody is erased before their name is typed, and the report tells what went", async () => {
  await opens("people", { id: "doyun" });
  await press("지우기");
  expect(dialog().getByRole("button", { name: "지우기" }).hasAttribute("disabled")).toBe(true);
  fireEvent.input(dialog().getByRole("textbox"), { target: { value: " 정도윤 ".normalize("NFD") } });
  await press("지우기");
  expect(sent("DELETE /people/doyun")).toHaveLength(1);
  expect(dialog().getByText("정도윤을 지웠어요")).toBeTruthy();
  expect(dialog().getByText("메시지").nextSibling?.textContent).toBe("128");
});

test("whose telephone is lost is signed out everywhere", async () => {
  await opens("people", { id: "doyun" });
  await press("살펴보기");
  expect(dialog().getByText("iPhone의 Safari")).toBeTruthy();
  await press("모두 로그아웃시키기");
  expect(sent("DELETE /people/doyun/sessions")).toHaveLength(1);
  expect(screen.getByText("정도윤 님을 모든 기기에서 로그아웃시켰어요")).toBeTruthy();
  await press("살펴보기");
  expect(dialog().getByRole("button", { name: "모두 로그아웃시키기" }).hasAttribute("disabled")).toBe(true);
});

test("the tokens of a bot are listed, and one is taken away after a question", async () => {
  const token = {
    id: "t1",
    name: "배포 알림",
    rights: ["read"],
    rooms: null,
    seen_at: null,
    expires_at: null,
  };
  const kept = [token];
  await opens("people", {
    id: "deploys",
    answers: {
      "GET /tokens": () => ({ tokens: kept }),
      "DELETE /tokens/t1": () => void kept.pop(),
    },
  });
  await press("보기");
  await press("배포 알림 토큰 없애기");
  const [, question] = screen.getAllByRole("dialog");
  await press("없애기", question);
  expect(sent("DELETE /tokens/t1")).toHaveLength(1);
  expect(screen.getByText("아직 만든 토큰이 없어요.")).toBeTruthy();
});

test("for a bot of somebody else there is no new token", async () => {
  await opens("people", {
    id: "deploys",
    answers: {
      "GET /people/*": (_: unknown, id: string) => ({
        ...hall.people.find((one) => one.id === id),
        maker: "jiwoo",
      }),
      "GET /tokens": () => ({ tokens: [] }),
    },
  });
  await press("보기");
  expect(dialog().getByText(/이 봇을 만든 사람만/)).toBeTruthy();
  expect(dialog().queryByRole("button", { name: "토큰 만들기" })).toBe(null);
});

test("a reset link is shown this once, whole and as a picture", async () => {
  await opens("people", { id: "haneul" });
  await press("링크 만들기");
  await press("링크 만들기");
  const field = dialog().getByRole<HTMLInputElement>("textbox", { name: "링크" });
  expect(field.value).toBe(`${location.origin}/reset#kN3dR9wqPz0yVt7LmXc2Fg`);
  expect(dialog().getByRole("img", { name: /QR/ })).toBeTruthy();
});

test("a bot needs a handle that nobody has", async () => {
  await opens("people");
  await press("봇 만들기");
  const [name, handle] = dialog().getAllByRole("textbox");
  fireEvent.input(name!, { target: { value: "날씨" } });
  fireEvent.input(handle!, { target: { value: "deploys" } });
  await press("만들기");
  expect(handle!.getAttribute("aria-invalid")).toBe("true");
  fireEvent.input(handle!, { target: { value: "weather" } });
  await press("만들기");
  expect(sent("POST /people/bots").at(-1)).toEqual({ name: "날씨", handle: "weather" });
  expect(location.pathname).toBe("/admin/people/weather");
});

test("a room is archived after a question, and back with one press", async () => {
  await opens("rooms");
  expect(screen.getByText("비공개 방 · 메시지 46,000개 · 18.4MB")).toBeTruthy();
  await press("보관하기: 주간회의");
  await press("보관하기");
  expect(screen.queryByRole("link", { name: "주간회의" })).toBe(null);
  await press("되돌리기");
  expect(sent("PATCH /rooms/weekly")).toEqual([{ archived: true }, { archived: false }]);
  await choose("보관한 방");
  await press("다시 열기: 봄소풍 2026");
  expect(screen.getByText("보관한 방이 없어요")).toBeTruthy();
});

test("people are found by initial consonants, and with the keyboard in the wrong layout", async () => {
  await opens("people");
  for (const query of ["ㅈㄷㅇ", "정도ㅇ", "wjdehdbs"]) {
    fireEvent.input(screen.getByRole("searchbox"), { target: { value: query } });
    await waitFor(() => expect(listed()).toHaveLength(1));
    expect(listed()[0]!.textContent).toContain("정도윤");
    fireEvent.input(screen.getByRole("searchbox"), { target: { value: "" } });
    await waitFor(() => expect(listed().length).toBeGreaterThan(1));
  }
});

test("rooms are found by initial consonants", async () => {
  await opens("rooms");
  fireEvent.input(screen.getByRole("searchbox"), { target: { value: "ㅇㅁㄷ" } });
  await waitFor(() => expect(listed()).toHaveLength(1));
  expect(within(listed()[0]!).getByRole("link").textContent).toBe("앞마당");
});

test("an invitation is made as chosen, and its link shown this once", async () => {
  await opens("invitations");
  await press("초대하기");
  await choose(/^손님/);
  expect(dialog().queryByRole("checkbox", { name: "주간회의" })).toBe(null);
  await press("링크 만들기");
  expect(dialog().getByText("손님이 들어갈 방을 하나는 골라주세요.")).toBeTruthy();
  expect(sent("POST /invitations")).toEqual([]);
  fireEvent.click(dialog().getByRole("checkbox", { name: "앞마당" }));
  fireEvent.change(dialog().getByRole("combobox", { name: "몇 번까지" }), { target: { value: "one" } });
  fireEvent.input(dialog().getByRole("textbox"), { target: { value: "손님 한 분" } });
  await press("링크 만들기");
  expect(sent("POST /invitations")).toEqual([
    { role: "guest", rooms: ["yard"], note: "손님 한 분", expires_in: 604_800, uses: 1 },
  ]);
  expect(dialog().getByRole<HTMLInputElement>("textbox").value).toMatch(/\/join#\w+$/);
});

test("invitations are told apart by what they are for, where they lead, and who made them when", async () => {
  await opens("invitations");
  const line = listed().find((item) => item.textContent?.includes("점심-뭐먹지"));
  expect(line?.textContent).toMatch(/들어갈 방: 주간회의, 점심-뭐먹지/);
  expect(line?.textContent).toMatch(/김지우가 .*에 만들었어요/);
});

test("an invitation tells who came by it, and is revoked after a question", async () => {
  await opens("invitations", { id: "spring-members" });
  expect(panel().getByText("주간회의, 점심-뭐먹지")).toBeTruthy();
  expect(
    panel()
      .getAllByRole("link")
      .map((link) => link.textContent),
  ).toHaveLength(3);
  await press("거두기");
  await press("거두기");
  expect(sent("DELETE /invitations/spring-members")).toHaveLength(1);
  expect(panel().getByText("거둠")).toBeTruthy();
  expect(panel().queryByRole("button", { name: "거두기" })).toBe(null);
});

test("of the place only what was changed is sent, and a discarded change is gone", async () => {
  await opens("place");
  expect(screen.queryByRole("button", { name: "저장" })).toBe(null);
  await choose("쪽빛");
  await press("되돌리기");
  expect(screen.queryByRole("button", { name: "저장" })).toBe(null);
  await choose("자두");
  await choose(/^닫기/);
  fireEvent.change(screen.getByRole("combobox", { name: /메시지/ }), { target: { value: "30" } });
  fireEvent.input(screen.getByRole("textbox", { name: /마당 이름/ }), { target: { value: "새봄" } });
  await press("저장");
  expect(sent("PATCH /house")).toEqual([
    { name: "새봄", color: "#994479", plain_doors: false, messages_a_minute: 30 },
  ]);
  expect(screen.queryByRole("button", { name: "저장" })).toBe(null);
});

test("a report is left, or its message deleted after a question", async () => {
  await opens("reports");
  expect(listed()[0]?.textContent).toContain("이하늘이");
  await press("메시지 지우기", listed()[0]);
  await press("메시지 지우기");
  expect(sent("PATCH /reports/report-1")).toEqual([{ outcome: "deleted" }]);
  await press("그대로 두기", listed()[0]);
  expect(sent("PATCH /reports/report-2")).toEqual([{ outcome: "dismissed" }]);
  expect(screen.getByText("살펴볼 신고가 없어요")).toBeTruthy();
});

/** As many as fit, and one more on the page after it. */
const page = (query: URLSearchParams, make: (id: string) => unknown) =>
  query.get("before") === null
    ? Array.from({ length: Number(query.get("limit")) }, (_, at) => make(`new-${at}`))
    : [make(`before ${query.get("before")}`)];

test("reports and invitations that are further back are asked for page by page", async () => {
  const report = {
    room: "madang",
    message: "none",
    reporter: "jiwoo",
    created_at: "2026-11-20T09:00:00.000Z",
  };
  const link = { role: "guest", rooms: [], by: "jiwoo", created_at: report.created_at, used: 0, uses: 1 };
  const answers: Answers = {
    "GET /reports": (_: unknown, __: string, query: URLSearchParams) => ({
      reports: page(query, (id) => ({ ...report, id, reason: id, closed_at: null, outcome: null })),
      messages: [],
      people: [],
      rooms: [],
    }),
    "GET /invitations": (_: unknown, __: string, query: URLSearchParams) => ({
      invitations: page(query, (id) => ({ ...link, id, note: id, expires_at: null, revoked_at: null })),
    }),
  };
  for (const section of ["reports", "invitations"] as const) {
    await opens(section, { answers });
    expect(screen.queryByText("before new-199")).toBe(null);
    await press("더 보기");
    expect(screen.getByText("before new-199")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "더 보기" })).toBe(null);
    cleanup();
    client.stop();
  }
});

test("how many reports wait stands in the list of pages", async () => {
  await opens("people");
  expect(screen.getByRole("link", { name: /^신고/ }).textContent).toBe("신고2");
});

test("the log is readable, can be filtered, and exported by owners only", async () => {
  await opens("audit", { locale: "en" });
  expect(screen.getByText("spring picnic 2026").parentElement?.textContent).toBe(
    "Minsu Park archived spring picnic 2026",
  );
  expect(screen.getByRole("link", { name: "Export" }).getAttribute("href")).toBe("/api/audit/export");
  fireEvent.change(screen.getByRole("combobox"), { target: { value: "bot.made" } });
  await soon();
  expect(within(screen.getByRole("main")).getAllByRole("listitem")).toHaveLength(1);
  cleanup();
  client.stop();
  await opens("audit", { role: "admin", locale: "en" });
  expect(screen.queryByRole("link", { name: "Export" })).toBe(null);
});

test("storage is told room by room, the largest first", async () => {
  await opens("storage");
  const rows = screen.getAllByRole("row").map((row) => row.textContent);
  expect(rows[1]).toBe("주간회의85,00034MB");
  expect(rows[2]).toContain("비공개 방");
});

test("what could not be fetched says so and can be asked for again", async () => {
  let down = true;
  await opens("invitations", {
    answers: { "GET /invitations": () => (down ? refusal(403, "forbidden") : { invitations: [] }) },
  });
  expect(screen.getByRole("alert").textContent).toContain("불러오지 못했어요");
  down = false;
  await press("다시 해보기");
  expect(screen.getByText("아직 초대가 없어요")).toBeTruthy();
});
