// What one may do in a room, who is a guest in it, and whose messages one does not want to see.
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { createClient, type Client } from "@madang/client";
import { TestServer } from "@madang/client/testing";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { MadangProvider } from "../src/index.ts";
import { ChatRoom, type ChatRoomProps } from "../src/ui/index.ts";

let server: TestServer;
let client: Client;

beforeEach(() => {
  server = new TestServer();
  server.addRoom("madang", "alice", "bob");
  vi.spyOn(Element.prototype, "clientHeight", "get").mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(50);
  Object.assign(HTMLDialogElement.prototype, {
    showModal(this: HTMLDialogElement) {
      this.open = true;
    },
  });
});
afterEach(() => {
  cleanup();
  client.stop();
  localStorage.clear();
  vi.restoreAllMocks();
});

const soon = (milliseconds = 50) =>
  act(async () => {
    await server.clock.advance(milliseconds);
    // The list draws in frames.
    await new Promise((resolve) => setTimeout(resolve, 40));
  });
const alice = () => server.person("alice").id;
const field = () => screen.queryByPlaceholderText("메시지를 입력하세요…");

async function show(props: Partial<ChatRoomProps> = {}) {
  client = createClient(server.optionsFor("alice"));
  render(
    <MadangProvider client={client} locale="ko">
      <ChatRoom roomId="madang" {...props} />
    </MadangProvider>,
  );
  await soon();
  await soon();
}

test("in an archived room nobody writes, until it is restored", async () => {
  await show();
  expect(field()).toBeTruthy();
  server.hasRole("bob", "owner");
  act(() => server.acts("bob", "PATCH /rooms/madang", { archived: true }));
  await soon();
  expect(field()).toBeNull();
  expect(screen.getByText("보관된 방이에요. 읽을 수만 있어요.")).toBeTruthy();
  act(() => server.acts("bob", "PATCH /rooms/madang", { archived: false }));
  await soon();
  expect(field()).toBeTruthy();
});

test("in a room for announcements only those write who look after it", async () => {
  server.room("madang").change({ announcement: true });
  await show();
  expect(field()).toBeNull();
  expect(screen.getByText(/^공지 방이에요/)).toBeTruthy();
  server.hasRole("bob", "owner");
  act(() => server.acts("bob", `PATCH /rooms/madang/members/${alice()}`, { admin: true }));
  await soon();
  expect(field()).toBeTruthy();
});

test("who is silenced sees until when", async () => {
  await show();
  const silenced_until = new Date(Date.now() + 600_000).toISOString();
  act(() => server.tellAll(server.room("madang").setStanding(alice(), { silenced_until })));
  await soon();
  expect(field()).toBeNull();
  expect(screen.getByText(/까지 이 방에서 말을 쉬어야 해요/)).toBeTruthy();
  act(() => server.tellAll(server.room("madang").setStanding(alice(), { silenced_until: null })));
  await soon();
  expect(field()).toBeTruthy();
});

test("in a room that takes its time what is written waits, and says how long", async () => {
  vi.spyOn(Date, "now").mockImplementation(() => server.clock.now());
  server.room("madang").change({ slow_mode: 30 });
  await show();
  expect(screen.getByText(/30초에 한 번/)).toBeTruthy();
  const write = async (value: string) => {
    fireEvent.input(field() as HTMLElement, { target: { value } });
    fireEvent.keyDown(field() as HTMLElement, { key: "Enter", code: "Enter", keyCode: 13 });
    await soon();
  };
  await write("하나");
  await write("둘");
  expect(server.room("madang").messages.map(({ text }) => text)).toEqual(["하나"]);
  expect(screen.getByRole("button", { name: /전송\s*30초/ })).toBeTruthy();
  expect(screen.getByText(/30초 뒤에 보낼 수 있어요/)).toBeTruthy();
  expect((field() as HTMLTextAreaElement).value).toBe("둘");
});

test("a guest and a bot are told as such, and a press on the name shows more", async () => {
  const bob = server.hasRole("bob", "guest");
  server.acts("alice", `PUT /rooms/madang/members/${bob.id}`);
  server.room("madang").setMember(bob, false, new Date().toISOString());
  server.says("bob", "madang", "저는 손님이에요");
  const seen = vi.fn<(person: string) => void>();
  await show({ onPerson: seen });
  expect(screen.getByText("손님")).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "bob" }));
  expect(seen).toHaveBeenCalledWith(bob.id);
});

test("what somebody says whom I blocked is folded, a line for each run, and opens run by run", async () => {
  server.says("bob", "madang", "첫 마디");
  server.says("bob", "madang", "둘째 마디");
  server.says("alice", "madang", "내 말");
  server.says("bob", "madang", "셋째 마디");
  await show();
  expect(screen.getByText("첫 마디")).toBeTruthy();
  await act(async () => void (await client.block(server.person("bob").id)));
  expect(screen.queryByText("첫 마디")).toBeNull();
  expect(screen.getByText("차단한 사람의 메시지 2개")).toBeTruthy();
  expect(screen.getByText("차단한 사람의 메시지")).toBeTruthy();
  const [first] = screen.getAllByRole("button", { name: "보기" });
  fireEvent.click(first as HTMLElement);
  expect(screen.getByText("첫 마디")).toBeTruthy();
  expect(screen.getByText("둘째 마디")).toBeTruthy();
  expect(screen.queryByText("셋째 마디")).toBeNull();
});

test("a message of somebody else is reported with a reason", async () => {
  server.says("bob", "madang", "심한 말");
  await show();
  fireEvent.click(screen.getByRole("button", { name: "더 보기" }));
  fireEvent.click(screen.getByRole("menuitem", { name: "신고하기" }));
  fireEvent.click(screen.getByRole("button", { name: "신고하기" }));
  expect(screen.getByText("까닭을 하나 골라주세요.")).toBeTruthy();
  fireEvent.click(screen.getByLabelText("광고나 도배예요"));
  fireEvent.input(screen.getByLabelText("더 하고 싶은 말"), { target: { value: "벌써 세 번째예요" } });
  fireEvent.click(screen.getByRole("button", { name: "신고하기" }));
  await soon();
  expect(server.reports).toMatchObject([{ person: alice(), reason: "spam: 벌써 세 번째예요" }]);
  expect(screen.getByText("신고했어요. 살펴볼게요.").closest("output")).toBeTruthy();
  expect(screen.getByRole("alert").textContent).toBe("");
});

const opensMore = () => fireEvent.click(screen.getByRole("button", { name: "더 보기" }));

test("who looks after a room deletes what others said; nobody else is offered it", async () => {
  server.says("bob", "madang", "이런 말");
  await show();
  opensMore();
  expect(screen.queryByRole("menuitem", { name: "지우기" })).toBeNull();
  fireEvent.keyDown(screen.getByRole("menu"), { key: "Escape" });
  act(() => server.tellAll(server.room("madang").setStanding(alice(), { admin: true })));
  await soon();
  opensMore();
  expect(screen.getByRole("menuitem", { name: "지우기" })).toBeTruthy();
});
