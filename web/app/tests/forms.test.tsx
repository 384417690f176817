// Forms: what is wrong is said at its place, and nothing is sent twice.
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import type { Refusal, Result } from "@madang/client";
import { LocaleProvider } from "@madang/react";
import { afterEach, expect, test, vi } from "vitest";
import { Field } from "../src/forms/Field.tsx";
import { Form } from "../src/forms/Form.tsx";
import { FormError } from "../src/forms/FormError.tsx";
import { HandleField } from "../src/forms/HandleField.tsx";
import { PasswordField } from "../src/forms/PasswordField.tsx";
import { SubmitButton } from "../src/forms/SubmitButton.tsx";
import { useForm } from "../src/forms/useForm.ts";

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const refusal = (code: string): Refusal => ({ ok: false, code, message: code });

function SignIn({ send }: { send: (values: object) => Promise<Result> }) {
  const form = useForm({
    fields: { login: { most: 10 }, password: { least: 4 }, email: { optional: true } },
    send,
    blame: { handle_taken: "login" },
  });
  return (
    <Form form={form}>
      <Field name="login" label="아이디" autoComplete="username" />
      <PasswordField name="password" label="비밀번호" />
      <Field name="email" label="이메일" />
      <FormError />
      <SubmitButton>로그인</SubmitButton>
    </Form>
  );
}

function show(send: (values: object) => Promise<Result>) {
  render(
    <LocaleProvider locale="ko">
      <SignIn send={send} />
    </LocaleProvider>,
  );
  return {
    login: screen.getByRole<HTMLInputElement>("textbox", { name: "아이디" }),
    password: screen.getByLabelText<HTMLInputElement>("비밀번호"),
    press: () =>
      act(async () => void fireEvent.click(screen.getByRole("button", { name: /로그인|잠시만요/ }))),
  };
}
const type = (field: HTMLInputElement, value: string) => fireEvent.input(field, { target: { value } });
const presses = () => act(async () => void fireEvent.click(screen.getByRole("button")));
const done = { ok: true, value: undefined } as const;

test("a problem takes the place of the hint, and a handle is small", async () => {
  const send = vi.fn<(values: object) => Promise<Result>>(async () => done);
  function Named() {
    const form = useForm({ fields: { handle: { least: 3 } }, send });
    return (
      <Form form={form}>
        <HandleField />
        <SubmitButton>로그인</SubmitButton>
      </Form>
    );
  }
  render(
    <LocaleProvider locale="ko">
      <Named />
    </LocaleProvider>,
  );
  const field = screen.getByRole<HTMLInputElement>("textbox");
  const below = () => document.getElementById(field.getAttribute("aria-describedby") ?? "")?.textContent;
  expect(below()).toMatch(/로그인할 때 써요/);
  type(field, "A");
  await presses();
  expect(below()).toBe("3자 이상이어야 해요.");
  expect(screen.queryByText(/로그인할 때 써요/)).toBe(null);
  type(field, "Min.Su");
  await presses();
  expect(send).toHaveBeenCalledWith({ handle: "min.su" });
});

test("each problem stands at its field, and the first one gets the focus", async () => {
  const send = vi.fn<() => Promise<Result>>(async () => done);
  const { login, password, press } = show(send);
  type(password, "짧");
  await press();
  expect(send).not.toHaveBeenCalled();
  expect(document.activeElement).toBe(login);
  expect(login.getAttribute("aria-invalid")).toBe("true");
  expect(document.getElementById(login.getAttribute("aria-describedby")!)?.textContent).toBe(
    "여기를 적어주세요.",
  );
  expect(screen.getByText("4자 이상이어야 해요.")).toBeTruthy();
  type(login, "hanul");
  expect(screen.queryByText("여기를 적어주세요.")).toBe(null);
  expect(screen.getByText("4자 이상이어야 해요.")).toBeTruthy();
});

test("who mends one complaint is not thrown to the next one, only after sending again", async () => {
  const { login, password, press } = show(async () => done);
  await press();
  expect(document.activeElement).toBe(login);
  type(login, "ㅎ");
  expect(screen.getByText("여기를 적어주세요.")).toBeTruthy();
  expect(document.activeElement).toBe(login);
  await press();
  expect(document.activeElement).toBe(password);
});

test("a refusal that comes late does not cut the syllable one is writing", async () => {
  const { promise, resolve } = Promise.withResolvers<Result>();
  const { login, password, press } = show(() => promise);
  type(login, "hanul");
  type(password, "open sesame");
  await press();
  const email = screen.getByRole("textbox", { name: /이메일/ });
  email.focus();
  fireEvent.compositionStart(email);
  await act(async () => resolve(refusal("handle_taken")));
  expect(screen.getByText(/다른 분이 쓰고 있는/)).toBeTruthy();
  expect(document.activeElement).toBe(email);
});

test("texts are trimmed and NFC, passwords are what was typed", async () => {
  const send = vi.fn<() => Promise<Result>>(async () => done);
  const { login, password, press } = show(send);
  type(login, " 하늘 ".normalize("NFD"));
  type(password, " open  sesame ");
  await press();
  expect(send).toHaveBeenCalledWith({ login: "하늘", password: " open  sesame ", email: "" });
});

test("a refusal is told at the field it belongs to, or below the form", async () => {
  const answers = [refusal("handle_taken"), refusal("wrong_login")];
  const { login, password, press } = show(async () => answers.shift() ?? done);
  type(login, "hanul");
  type(password, "open sesame");
  await press();
  expect(document.activeElement).toBe(login);
  expect(screen.getByText(/다른 분이 쓰고 있는/)).toBeTruthy();
  await press();
  expect(screen.getByRole("alert").textContent).toBe("아이디나 비밀번호가 맞지 않아요.");
});

test("pressed twice it is sent once, and only after a second it says that it takes a while", async () => {
  vi.useFakeTimers();
  const { promise, resolve } = Promise.withResolvers<Result>();
  const send = vi.fn<() => Promise<Result>>(() => promise);
  const { login, password, press } = show(send);
  type(login, "hanul");
  type(password, "open sesame");
  await press();
  await press();
  expect(send).toHaveBeenCalledTimes(1);
  expect(screen.getByRole("button", { name: "로그인" })).toBeTruthy();
  act(() => void vi.advanceTimersByTime(1100));
  expect(screen.getByRole("button", { name: "잠시만요…" })).toBeTruthy();
  await act(async () => resolve(done));
  expect(screen.getByRole("button", { name: "로그인" })).toBeTruthy();
});

test("what goes wrong on the way is said, and the form can be sent again", async () => {
  const reported = vi.fn<(error: unknown) => void>();
  vi.stubGlobal("reportError", reported);
  const mistake = new Error("a mistake");
  const send = vi.fn<() => Promise<Result>>().mockRejectedValueOnce(mistake).mockResolvedValue(done);
  const { login, password, press } = show(send);
  type(login, "hanul");
  type(password, "open sesame");
  await press();
  expect(screen.getByRole("alert").textContent).toMatch(/뜻밖의 문제/);
  expect(reported).toHaveBeenCalledWith(mistake);
  await press();
  expect(send).toHaveBeenCalledTimes(2);
  expect(screen.getByRole("alert").textContent).toBe("");
});

test("Enter sends, and the Enter that ends a syllable sends once", async () => {
  const send = vi.fn<() => Promise<Result>>(async () => done);
  const { login, password } = show(send);
  type(password, "open sesame");
  fireEvent.compositionStart(login);
  fireEvent.keyDown(login, { key: "Process", code: "Enter", keyCode: 229 });
  type(login, "하늘");
  fireEvent.compositionEnd(login, { data: "늘" });
  await act(async () => void fireEvent.keyDown(login, { key: "Enter", code: "Enter", keyCode: 13 }));
  expect(send).toHaveBeenCalledTimes(1);
});

test("a password can be looked at", () => {
  const { password } = show(async () => done);
  expect(password.type).toBe("password");
  fireEvent.click(screen.getByRole("button", { name: "비밀번호 보기" }));
  expect(password.type).toBe("text");
  expect(password.autocomplete).toBe("current-password");
});
