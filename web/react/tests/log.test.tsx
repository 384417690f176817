// The list of messages, drawn: jsdom measures nothing, so every element is said to be so high.
import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { createClient, type Client } from "@madang/client";
import { TestServer } from "@madang/client/testing";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { MadangProvider } from "../src/index.ts";
import { ChatRoom } from "../src/ui/index.ts";

let server: TestServer;
let client: Client;

beforeEach(() => {
  vi.spyOn(Element.prototype, "clientHeight", "get").mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(50);
  Object.assign(HTMLDialogElement.prototype, {
    showModal(this: HTMLDialogElement) {
      this.open = true;
    },
  });
  server = new TestServer();
  server.addRoom("madang", "bob");
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
const composer = () => screen.getByPlaceholderText<HTMLTextAreaElement>("메시지를 입력하세요…");

async function show() {
  client = createClient(server.optionsFor("alice"));
  render(
    <MadangProvider client={client} locale="ko">
      <ChatRoom roomId="madang" />
    </MadangProvider>,
  );
  await soon();
}

async function say(text: string): Promise<HTMLElement> {
  fireEvent.input(composer(), { target: { value: text } });
  fireEvent.keyDown(composer(), { key: "Enter", code: "Enter", keyCode: 13 });
  await soon();
  const row = [...document.querySelectorAll<HTMLElement>("[data-message]")].at(-1);
  if (!row) throw new Error("There is no row.");
  return row;
}

test("a clicked row has no commands: what is typed goes to the field", async () => {
  await show();
  const row = await say("안녕하세요");
  for (const key of ["e", "ㄷ", "c", "Process"]) {
    fireEvent.pointerDown(row);
    act(() => row.focus());
    fireEvent.keyDown(row, { key, keyCode: key === "Process" ? 229 : 69 });
    expect(document.activeElement).toBe(composer());
    expect(screen.queryByLabelText("메시지 고치기")).toBe(null);
  }
});

test("a row that was reached by keyboard has its commands", async () => {
  await show();
  const row = await say("안녕하세요");
  fireEvent.keyDown(composer(), { key: "Tab", shiftKey: true });
  act(() => row.focus());
  fireEvent.keyDown(row, { key: "e", keyCode: 69 });
  expect(screen.getByLabelText("메시지 고치기")).toBeTruthy();
});

test("who types with the focus nowhere writes", async () => {
  await show();
  act(() => composer().blur());
  fireEvent.keyDown(document.body, { key: "c", ctrlKey: true });
  fireEvent.keyDown(document.body, { key: " " });
  expect(document.activeElement).toBe(document.body);
  fireEvent.keyDown(document.body, { key: "안", keyCode: 229 });
  expect(document.activeElement).toBe(composer());
});

test("the dialog that asks before deleting gives the focus to the row, whatever it was opened with", async () => {
  await show();
  const row = await say("안녕하세요");
  for (const [answer, text] of [
    ["취소", "안녕하세요"],
    ["지우기", "지운 메시지예요"],
  ] as const) {
    act(() => composer().blur());
    fireEvent.contextMenu(row, { clientX: 10, clientY: 10 });
    fireEvent.click(screen.getByRole("menuitem", { name: "지우기" }));
    const dialog = screen.getByRole("dialog");
    fireEvent.click(within(dialog).getByRole("button", { name: answer }));
    await soon();
    expect(row.textContent).toContain(text);
    expect(document.activeElement).toBe(row);
  }
});

test("pages are turned from an empty field, and left to the text of a full one", async () => {
  await show();
  const log = document.querySelector(".md-log");
  if (!log) throw new Error("There is no list.");
  log.scrollTop = 2000;
  fireEvent.keyDown(composer(), { key: "PageUp" });
  expect(log.scrollTop).toBe(1460);
  fireEvent.keyDown(composer(), { key: "PageDown" });
  expect(log.scrollTop).toBe(2000);
  fireEvent.input(composer(), { target: { value: "쓰는 중" } });
  expect(fireEvent.keyDown(composer(), { key: "Home" })).toBe(true);
  expect(log.scrollTop).toBe(2000);
  fireEvent.input(composer(), { target: { value: "" } });
  expect(fireEvent.keyDown(composer(), { key: "Home" })).toBe(false);
  expect(log.scrollTop).toBe(0);
});

test("with a row focused a page takes the focus along", async () => {
  await show();
  await say("하나");
  await say("둘");
  const row = await say("셋");
  fireEvent.keyDown(composer(), { key: "Tab", shiftKey: true });
  act(() => row.focus());
  fireEvent.keyDown(row, { key: "PageUp" });
  await soon();
  expect(document.activeElement?.textContent).toContain("하나");
});
