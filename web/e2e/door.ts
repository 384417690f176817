// At the door of the house, and on the pages of an account: filling in forms, claiming, signing in and out, and looking
// at each screen in both themes and sizes.
import { AXE, hasNoViolations } from "./axe.ts";
import { PHONE, takes, WIDE } from "./pictures.ts";
import type { Scene } from "./stage.ts";
import type { Window } from "./window.ts";

export const PASSWORD = "감나무 아래에서 만나요";
/** Looked at with axe. */
export const LOOKED_AT = { still: true, scripts: [AXE] };

export const field = ({ page }: Window, name: string | RegExp) =>
  page.getByRole("textbox", { name, exact: typeof name === "string" });
export const password = ({ page }: Window, name: string) => page.getByLabel(name, { exact: true });
export const press = async ({ page }: Window, name: string | RegExp) => {
  const within = (await page.getByRole("dialog").count()) > 0 ? page.getByRole("dialog") : page;
  await within
    .getByRole("button", { name, exact: typeof name === "string" })
    .first()
    .click();
};
export const isTitled = ({ page }: Window, name: string | RegExp) =>
  page.getByRole("heading", { level: 1, name }).waitFor();
export const isInside = ({ page }: Window) => page.getByRole("navigation").first().waitFor();

/** Through the input method, as people do. */
export async function writes(window: Window, name: string, text: string): Promise<void> {
  await field(window, name).focus();
  await window.keyboard.types(text);
  await window.keyboard.commits();
}

/** The first owner, who names the house and signs in with a handle. */
export async function claims(scene: Scene, options: object = LOOKED_AT): Promise<Window> {
  const owner = await scene.window(options);
  await owner.goes("/");
  await isTitled(owner, "새 마당을 열어볼까요?");
  await writes(owner, "마당 이름", "새봄협동조합");
  await writes(owner, "내 이름", "김지우");
  await writes(owner, "아이디", "jiwoo");
  await password(owner, "비밀번호").fill(PASSWORD);
  await owner.page.keyboard.press("Enter");
  await isInside(owner);
  return owner;
}

/** By a link that somebody made who may: another member. */
export async function comesIn(scene: Scene, by: Window, name: string, handle: string): Promise<Window> {
  const link = await asks<{ url: string }>(by, "POST", "/invitations", { role: "member", rooms: [] });
  const window = await scene.window(LOOKED_AT);
  await window.goes(link.url);
  await field(window, "내 이름").fill(name);
  await field(window, "아이디").fill(handle);
  await password(window, "비밀번호").fill(PASSWORD);
  await press(window, "계정 만들기");
  await isInside(window);
  return window;
}

export async function asks<T>(
  { page, url }: Window,
  method: string,
  path: string,
  data?: unknown,
): Promise<T> {
  const answer = await page.context().request.fetch(`${url}/api${path}`, {
    method,
    ...(data === undefined ? {} : { data }),
  });
  const text = await answer.text();
  if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${text}`);
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

export const me = (window: Window) =>
  asks<{ me: { id: string; name: string; role: string } }>(window, "GET", "/session").then(
    (answer) => answer.me,
  );

export async function signsIn(window: Window, login: string, secret = PASSWORD): Promise<void> {
  await field(window, "아이디").fill(login);
  await password(window, "비밀번호").fill(secret);
  await press(window, "로그인");
}

export async function signsOut(window: Window): Promise<void> {
  await window.goes("/");
  await press(window, "설정");
  await press(window, "로그아웃");
  await isTitled(window, "어서 오세요");
}

/** This screen in both themes, wide and on a phone. */
export async function looksAt(window: Window, name: string): Promise<void> {
  await hasNoViolations(window, name);
  for (const theme of ["light", "dark"] as const) {
    await takes(window, `${name}-wide-${theme}`, theme, WIDE);
    await takes(window, `${name}-phone-${theme}`, theme, PHONE);
    if (theme === "dark") await hasNoViolations(window, `${name}, dark, on a phone`);
  }
  await window.page.emulateMedia({ colorScheme: "light" });
  await window.page.setViewportSize(WIDE);
}
