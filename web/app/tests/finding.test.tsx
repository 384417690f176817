// Finding people and rooms while one types: what is listed before the answer is here, and what Enter takes.
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { createClient, type Client } from "@madang/client";
import { TestServer } from "@madang/client/testing";
import { MadangProvider } from "@madang/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { withHouse } from "../demo/house.ts";
import { matching } from "../src/rooms/matching.ts";
import NewMessage from "../src/dialogs/NewMessage.tsx";
import Switcher from "../src/dialogs/Switcher.tsx";

let server: TestServer;
let client: Client;
/** Lets the server answer what it was asked. */
let answer: () => Promise<void>;

const profile = (name: string) => ({
  id: name,
  name,
  handle: null,
  role: "member",
  picture: null,
  title: "",
  state: "active",
});
const HOUSEHOLD = ["박민수", "박하늘", "김지우"].map(profile);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  server = new TestServer();
  server.addRoom("madang", "minsu");
  vi.stubGlobal("matchMedia", () => new EventTarget());
  HTMLDialogElement.prototype.showModal = showModal;
  HTMLElement.prototype.scrollIntoView = () => {};
  const waiting: (() => void)[] = [];
  answer = async () => {
    await act(() => vi.advanceTimersByTimeAsync(200));
    // Where nothing fits, the server is asked once more for what another layout makes of it.
    for (let go = waiting.shift(); go; go = waiting.shift()) {
      go();
      await act(() => vi.advanceTimersByTimeAsync(0));
    }
  };
  const people = (_: unknown, __: string, query: URLSearchParams) =>
    new Promise((resolve) => {
      waiting.push(() => resolve({ people: matching(HOUSEHOLD, query.get("query") ?? ""), next: null }));
    });
  client = createClient(withHouse(server.optionsFor("minsu"), { "GET /people": people }));
});
function showModal(this: HTMLDialogElement) {
  this.open = true;
}
afterEach(() => {
  cleanup();
  client.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const field = () => screen.getByRole("combobox");
const types = (text: string) => fireEvent.input(field(), { target: { value: text } });
const listed = () => screen.queryAllByRole("option").map((one) => one.querySelector("b")?.textContent);
const chosen = () => screen.queryByRole("list", { name: "고른 사람" })?.textContent ?? "";

const draws = async (what: ReactNode) => {
  render(
    <MadangProvider client={client} locale="ko">
      {what}
    </MadangProvider>,
  );
  await act(() => server.clock.advance(50));
  await answer();
};
const presses = (key: string) => fireEvent.keyDown(field(), { key, keyCode: 13 });

async function opens() {
  await draws(<NewMessage onClose={() => {}} />);
  expect(listed()).toHaveLength(HOUSEHOLD.length);
}

test("who is not known here is found by initials and half a syllable; the list never flashes empty", async () => {
  await opens();
  types("ㅂㅁㅅ");
  await answer();
  expect(listed()).toEqual(["박민수"]);
  types("ㅎ");
  expect(listed()).toEqual(["박민수"]);
  await answer();
  expect(listed()).toEqual(["박하늘"]);
  types("김ㅈ");
  expect(listed()).toEqual(["박하늘"]);
  expect(screen.queryByText(/맞는 사람이 없어요/)).toBe(null);
  await answer();
  expect(listed()).toEqual(["김지우"]);
  types("아무도");
  await answer();
  expect(screen.getByText("‘아무도’에 맞는 사람이 없어요.")).toBeTruthy();
});

test("Enter takes nobody who does not fit; before the answer is here it waits, for what is typed then", async () => {
  await opens();
  types("박하");
  await answer();
  types("김하늘");
  presses("Enter");
  types("김지우");
  expect(listed()).toEqual(["박하늘"]);
  await answer();
  expect([listed(), chosen()]).toEqual([["김지우"], ""]);
  types("박민수");
  presses("Enter");
  expect(chosen()).toBe("");
  await answer();
  expect(chosen()).toContain("박민수");
});

test("commands are found by their names in both languages, and after whoever is called so", async () => {
  const shown: string[] = [];
  await draws(<Switcher show={(dialog) => shown.push(dialog)} onClose={() => {}} />);
  for (const query of ["ㅅㅈ", "설저", "settings", "tjfwjd"]) {
    types(query);
    await answer();
    expect(listed()[0]).toBe("설정");
  }
  presses("Enter");
  types("ㅂㅎㄴ");
  await answer();
  expect(listed()).toEqual(["박하늘"]);
  types("새 방");
  await answer();
  expect(listed()).toEqual(["방 열기"]);
  presses("Enter");
  expect(shown).toEqual(["settings", "open"]);
});

test("nothing is said not to be there while nobody can be asked", async () => {
  await draws(<Switcher show={() => {}} onClose={() => {}} />);
  types("zzz");
  await answer();
  expect(screen.getByText("‘zzz’에 맞는 것이 없어요.")).toBeTruthy();
  await act(async () => server.drop());
  types("zzzz");
  await answer();
  expect(screen.getByText("연결이 끊겨서 여기 있는 방에서만 찾아요.")).toBeTruthy();
  types("방 열");
  await answer();
  expect(listed()).toEqual(["방 열기"]);
});
