// Windows: what was written in one is not thrown away by a slip.
import { cleanup, createEvent, fireEvent, render, screen } from "@testing-library/react";
import { LocaleProvider } from "@madang/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Dialog } from "../src/dialogs/Dialog.tsx";

const onClose = vi.fn<() => void>();

beforeEach(() => {
  // jsdom has none.
  HTMLDialogElement.prototype.showModal = showModal;
  onClose.mockReset();
  render(
    <LocaleProvider locale="ko">
      <Dialog title="방 열기" onClose={onClose}>
        <input aria-label="이름" defaultValue="마당" />
        <input type="search" aria-label="찾기" />
        <input type="password" aria-label="비밀번호" />
      </Dialog>
    </LocaleProvider>,
  );
});
afterEach(cleanup);
function showModal(this: HTMLDialogElement) {
  this.open = true;
}

const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name);
const write = (name: string, value: string) => fireEvent.input(field(name), { target: { value } });
const opened = () => screen.getByRole("dialog", { name: "방 열기" });
const question = () => screen.queryByRole("dialog", { name: "쓰던 내용을 버릴까요?" });
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
/** Whether the browser may close the window for it. */
const escape = (init: object = {}) =>
  fireEvent.keyDown(field("이름"), { key: "Escape", keyCode: 27, ...init });

test("with nothing written it closes at once, however one leaves it", () => {
  write("찾기", "누구");
  write("비밀번호", "open sesame");
  write("이름", " 마당 ".normalize("NFD"));
  expect(escape()).toBe(true);
  fireEvent.mouseDown(opened());
  press("닫기");
  expect(onClose).toHaveBeenCalledTimes(2);
});

test("with something written a press beside it does nothing, Escape and the cross ask", () => {
  write("이름", "뒷마당");
  fireEvent.mouseDown(opened());
  expect(onClose).not.toHaveBeenCalled();
  expect(escape()).toBe(false);
  expect(question()).toBeTruthy();
  press("취소");
  expect(question()).toBe(null);
  press("닫기");
  press("버리기");
  expect(onClose).toHaveBeenCalledTimes(1);
});

test("a wish to close that is no key asks as well", () => {
  write("이름", "뒷마당");
  const cancel = createEvent("cancel", opened(), { cancelable: true });
  fireEvent(opened(), cancel);
  expect(cancel.defaultPrevented).toBe(true);
  expect(question()).toBeTruthy();
});

test("Escape in the middle of a syllable ends the syllable only", () => {
  write("이름", "뒷");
  expect(escape({ isComposing: true })).toBe(false);
  expect(escape({ keyCode: 229 })).toBe(false);
  expect(question()).toBe(null);
  expect(onClose).not.toHaveBeenCalled();
});
