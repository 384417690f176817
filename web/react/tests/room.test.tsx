// <ChatRoom>: two lines and a stylesheet.
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { createClient, type Client } from "@madang/client";
import { TestServer } from "@madang/client/testing";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { MadangProvider, type Locale } from "../src/index.ts";
import { ChatRoom, type ChatRoomProps } from "../src/ui/index.ts";

let server: TestServer;
let client: Client;

beforeEach(() => {
  server = new TestServer();
  server.addRoom("madang", "bob");
});
afterEach(() => {
  cleanup();
  client.stop();
  localStorage.clear();
  vi.unstubAllGlobals();
});

const soon = (milliseconds = 50) => act(() => server.clock.advance(milliseconds));

async function show(
  props: Partial<ChatRoomProps> = {},
  name: string | null = "alice",
  locale: Locale = "ko",
) {
  client = createClient(name === null ? server.options() : server.optionsFor(name));
  render(
    <MadangProvider client={client} locale={locale}>
      <ChatRoom roomId="madang" {...props} />
    </MadangProvider>,
  );
  await soon();
}
const spoken = () => Array.from(document.querySelectorAll("[aria-live=polite]"), (one) => one.textContent);
const wait = (milliseconds: number) => act(() => new Promise((resolve) => setTimeout(resolve, milliseconds)));
const said = () => server.room("madang").messages.map((message) => message.text);

test("it joins, says how the connection is, and sends", async () => {
  await show();
  expect(screen.getByText("연결됨")).toBeTruthy();
  const field = screen.getByPlaceholderText<HTMLTextAreaElement>("메시지를 입력하세요…");
  fireEvent.input(field, { target: { value: "안녕하세요" } });
  fireEvent.keyDown(field, { key: "Enter", code: "Enter", keyCode: 13 });
  await soon();
  expect(said()).toEqual(["안녕하세요"]);
  expect(field.value).toBe("");
  fireEvent.input(field, { target: { value: "또 왔어요" } });
  fireEvent.click(screen.getByRole("button", { name: "전송" }));
  await soon();
  expect(said()).toEqual(["안녕하세요", "또 왔어요"]);
});

test.each(["alice", "bob"])("%s hears what is said from now on, not what was said before", async (who) => {
  server.joins("carol", "madang");
  server.says("carol", "madang", "어제 한 말");
  server.says("carol", "madang", "아까 한 말");
  await show({}, who);
  await wait(1000);
  await soon();
  expect(spoken().join("")).toBe("");
  server.says("carol", "madang", "지금 한 말");
  await soon();
  await wait(1000);
  expect(spoken()).toContain("carol: 지금 한 말");
});

test("it speaks English as well", async () => {
  await show({}, "alice", "en");
  expect(screen.getByText("Connected")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Send" })).toBeTruthy();
});

test("a broken connection is told, and the field stays open", async () => {
  await show();
  server.troubles.down = true;
  await act(async () => {
    server.drop();
    await server.clock.advance(1);
  });
  expect(screen.getByText("연결 끊김")).toBeTruthy();
  expect(screen.getByPlaceholderText<HTMLTextAreaElement>("메시지를 입력하세요…").disabled).toBe(false);
});

test("who is nobody is asked for a name", async () => {
  await show({}, null);
  const field = screen.getByLabelText<HTMLInputElement>("이름");
  fireEvent.input(field, { target: { value: "김지우" } });
  fireEvent.keyDown(field, { key: "Enter", code: "Enter", keyCode: 13 });
  await soon();
  await soon();
  expect(screen.getByPlaceholderText("메시지를 입력하세요…")).toBeTruthy();
  expect(client.me.get()?.name).toBe("김지우");
});

test("a guest comes in without being asked", async () => {
  await show({ guest: "민수" }, null);
  await soon();
  expect(client.me.get()?.name).toBe("민수");
  expect(screen.queryByLabelText("이름")).toBe(null);
});

test("with join: false there is a door in place of the field", async () => {
  await show({ join: false });
  expect(screen.queryByPlaceholderText("메시지를 입력하세요…")).toBe(null);
  fireEvent.click(screen.getByRole("button", { name: "들어가기" }));
  await soon();
  expect(screen.getByPlaceholderText("메시지를 입력하세요…")).toBeTruthy();
});

test("who was removed is told so, and no door stands there any more", async () => {
  await show({ join: false });
  server.troubles.refuseNext("join_room", { code: "banned" });
  fireEvent.click(screen.getByRole("button", { name: "들어가기" }));
  await soon();
  expect(screen.getByText(/이 방을 돌보는 분이 내보냈어요/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "들어가기" })).toBe(null);
});

test("parts can be replaced or left out", async () => {
  await show({ parts: { Header: null, Composer: () => <p>다른 입력창</p> } });
  expect(screen.queryByText("연결됨")).toBe(null);
  expect(screen.getByText("다른 입력창")).toBeTruthy();
});

test("a draft waits in its room", async () => {
  await show();
  const field = screen.getByPlaceholderText<HTMLTextAreaElement>("메시지를 입력하세요…");
  fireEvent.input(field, { target: { value: "쓰다 만 글" } });
  cleanup();
  client.stop();
  await show();
  expect(screen.getByPlaceholderText<HTMLTextAreaElement>("메시지를 입력하세요…").value).toBe("쓰다 만 글");
});

test("too long a text stays in the field, and the reason is said", async () => {
  await show();
  const field = screen.getByPlaceholderText<HTMLTextAreaElement>("메시지를 입력하세요…");
  fireEvent.input(field, { target: { value: "가".repeat(8001) } });
  expect(screen.getByText("1자 넘쳤어요")).toBeTruthy();
  fireEvent.keyDown(field, { key: "Enter", code: "Enter", keyCode: 13 });
  await soon();
  expect(said()).toEqual([]);
  expect(field.value).toHaveLength(8001);
  expect(screen.getByRole("alert").textContent).toContain("너무 길어요");
});

test("on a phone Enter breaks the line and the button sends", async () => {
  vi.stubGlobal("matchMedia", (query: string) => ({ matches: query.includes("coarse") }));
  await show();
  const field = screen.getByPlaceholderText<HTMLTextAreaElement>("메시지를 입력하세요…");
  expect(field.enterKeyHint || field.getAttribute("enterkeyhint")).toBe("enter");
  fireEvent.input(field, { target: { value: "첫 줄" } });
  expect(fireEvent.keyDown(field, { key: "Enter", code: "Enter", keyCode: 13 })).toBe(true);
  await soon();
  expect(said()).toEqual([]);
  fireEvent.click(screen.getByRole("button", { name: "전송" }));
  await soon();
  expect(said()).toEqual(["첫 줄"]);
});

test("the countdown of a lost connection is seen, and not said", async () => {
  vi.useFakeTimers({ now: server.clock.now(), toFake: ["Date", "setInterval", "clearInterval"] });
  await show();
  server.bye(4001, "The server is stopping.", 200);
  await soon();
  act(() => void vi.advanceTimersByTime(6000));
  const lost = screen.getByText(/초 뒤에 다시 이어볼게요/);
  expect(lost.closest("[role=status], output, [aria-live]")).toBe(null);
  expect(lost.getAttribute("aria-hidden")).toBe("true");
  expect(screen.getByText(/다시 이어지면 보내드려요/).closest("output")).toBeTruthy();
  vi.useRealTimers();
});

test("screen readers hear the words of others, and what could not be sent", async () => {
  await show();
  server.says("bob", "madang", "**꼭** 와요");
  await soon();
  await wait(800);
  expect(spoken()).toContain("bob: 꼭 와요");
  server.troubles.refuseNext("send_message", { code: "forbidden" });
  const field = screen.getByPlaceholderText<HTMLTextAreaElement>("메시지를 입력하세요…");
  fireEvent.input(field, { target: { value: "갈게요" } });
  fireEvent.keyDown(field, { key: "Enter", code: "Enter", keyCode: 13 });
  await soon();
  expect(spoken()).toContain("보내지 못했어요. 할 수 없는 일이에요. 갈게요");
});
