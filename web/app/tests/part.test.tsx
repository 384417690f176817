// Parts that are loaded later: one that does not come says so in its place, and comes when it can.
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { createClient, type Client } from "@madang/client";
import { TestServer } from "@madang/client/testing";
import { MadangProvider } from "@madang/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Boundary } from "../src/Boundary.tsx";
import { NotLoadedWindow } from "../src/dialogs/NotLoadedWindow.tsx";
import { Broken } from "../src/NotLoaded.tsx";
import { loadAhead, part } from "../src/part.tsx";

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
  show(part(load, { missing: NotLoadedWindow }), onClose);
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
  part(there, { missing: NotLoadedWindow });
  part(late, { missing: NotLoadedWindow });
  part(rare, { missing: NotLoadedWindow, rare: true });
  await loadAhead();
  await loadAhead();
  expect([there, late, rare].map((load) => load.mock.calls.length)).toEqual([1, 2, 0]);
});

const Bug = () => {
  throw new Error("a bug");
};

test("what cannot be drawn at all offers to load the page anew", () => {
  render(
    <MadangProvider client={client} locale="en">
      <Boundary fallback={() => <Broken />}>
        <Bug />
      </Boundary>
    </MadangProvider>,
  );
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("This page could not be shown");
  expect(screen.getByRole("button", { name: "Reload" })).toBeTruthy();
});
