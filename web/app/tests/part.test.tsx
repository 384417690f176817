// Parts that are loaded later: one that does not come says so in its place, and comes when it can.
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { createClient, type Client } from "@madang/client";
import { TestServer } from "@madang/client/testing";
import { MadangProvider } from "@madang/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Boundary } from "../src/Boundary.tsx";
import { BrokenWindow, NotLoadedWindow } from "../src/dialogs/NotLoadedWindow.tsx";
import { BrokenPage, NotLoadedPage } from "../src/NotLoaded.tsx";
import { loadAhead, part } from "../src/part.tsx";
import { navigate, useRoute } from "../src/route.ts";

let client: Client;

beforeEach(() => {
  client = createClient(new TestServer().options());
  // jsdom has none; and React tells the console of whatever a boundary caught.
  HTMLDialogElement.prototype.showModal = showModal;
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
function showModal(this: HTMLDialogElement) {
  this.open = true;
}
afterEach(() => {
  cleanup();
  client.stop();
  vi.restoreAllMocks();
});

const WINDOW = { missing: NotLoadedWindow, broken: BrokenWindow };
interface WindowProps {
  onClose: () => void;
}
const comes = { default: ({ onClose }: WindowProps) => <button onClick={onClose}>다 왔어요</button> };
const counted = vi.fn<() => Promise<typeof comes>>;
const away = () => Promise.reject(new Error("404"));

function show(Part: React.ComponentType<WindowProps>, onClose = () => undefined) {
  render(
    <MadangProvider client={client} locale="ko">
      <p>옆에서 오가는 이야기</p>
      <Part onClose={onClose} />
    </MadangProvider>,
  );
}
const again = () =>
  act(async () => void fireEvent.click(screen.getByRole("button", { name: "다시 해보기" })));

test("a window that does not come says so beside the chat, closes, and comes when it can", async () => {
  const load = vi.fn<() => Promise<typeof comes>>(away);
  const onClose = vi.fn<() => undefined>();
  show(part(load, WINDOW), onClose);
  expect(await screen.findByRole("dialog", { name: "열지 못했어요" })).toBeTruthy();
  expect(screen.getByText("옆에서 오가는 이야기")).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "닫기" }));
  expect(onClose).toHaveBeenCalledTimes(1);

  await again();
  expect(await screen.findByRole("dialog", { name: "열지 못했어요" })).toBeTruthy();
  load.mockResolvedValue(comes);
  await again();
  expect(await screen.findByRole("button", { name: "다 왔어요" })).toBeTruthy();
  expect(screen.queryByRole("dialog")).toBe(null);
});

test("what is loaded ahead is loaded once, what failed again, and what is rare not at all", async () => {
  const [there, late, rare] = [counted(() => Promise.resolve(comes)), counted(away), counted(away)];
  part(there, WINDOW);
  part(late, WINDOW);
  part(rare, { ...WINDOW, rare: true });
  await loadAhead();
  await loadAhead();
  expect([there, late, rare].map((load) => load.mock.calls.length)).toEqual([1, 2, 0]);
});

const Bug = () => {
  throw new Error("a bug");
};

test("a part that came and cannot be drawn is broken, not missing", async () => {
  show(part(async () => ({ default: Bug }), WINDOW));
  expect(await screen.findByRole("dialog", { name: "화면을 보여드리지 못했어요" })).toBeTruthy();
  expect(screen.getByText("옆에서 오가는 이야기")).toBeTruthy();
  expect(screen.getByRole("button", { name: "새로 고침" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: "다시 해보기" })).toBe(null);
});

const Section = ({ section }: { section: string }) => (section === "profile" ? <Bug /> : <h1>{section}</h1>);
const Account = part(async () => ({ default: Section }), {
  missing: NotLoadedPage,
  broken: () => <BrokenPage />,
  rare: true,
});
function Page() {
  const route = useRoute();
  return route.page === "account" && <Account section={route.section ?? "profile"} />;
}
const title = () => screen.findByRole("heading", { level: 1 }).then((heading) => heading.textContent);

test("what is broken at one address is drawn again at the next", async () => {
  navigate({ page: "account", section: "profile" });
  render(
    <MadangProvider client={client} locale="en">
      <Page />
    </MadangProvider>,
  );
  expect(await title()).toBe("This page could not be shown");
  act(() => navigate({ page: "account", section: "data" }));
  expect(await title()).toBe("data");
  act(() => navigate({ page: "account", section: "profile" }));
  expect(await title()).toBe("This page could not be shown");
});

test("what cannot be drawn at all offers to load the page anew", () => {
  render(
    <MadangProvider client={client} locale="en">
      <Boundary fallback={() => <BrokenPage />}>
        <Bug />
      </Boundary>
    </MadangProvider>,
  );
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("This page could not be shown");
  expect(screen.getByRole("button", { name: "Reload" })).toBeTruthy();
});
