// In which language one is spoken to: what was chosen on this device, else what the profile says, else the browser's.
import { beforeEach, expect, test, vi } from "vitest";

beforeEach(() => {
  localStorage.clear();
  vi.resetModules();
});

/** Another start of the page, with what the last one left. */
async function starts() {
  vi.resetModules();
  return import("../src/preferences.ts");
}
const spoken = () => document.documentElement.lang;

test("the language of the profile is spoken on a new device, from its next first paint on", async () => {
  const first = await starts();
  first.adoptLocale("ko-KR");
  expect(spoken()).toBe("ko");
  expect(first.hasChosenLocale()).toBe(false);
  document.documentElement.lang = "";
  expect((await starts()).hasChosenLocale()).toBe(false);
  expect(localStorage.getItem("madang.locale.mine")).toBe("ko");
});

test("what was chosen here wins, before the profile is known and after", async () => {
  const { chooseLocale, adoptLocale } = await starts();
  chooseLocale("en");
  adoptLocale("ko");
  expect(spoken()).toBe("en");
  const next = await starts();
  expect(next.hasChosenLocale()).toBe(true);
});

test("a language that is not spoken here, or none, is that of the browser; the last person leaves no trace", async () => {
  const { adoptLocale } = await starts();
  adoptLocale("ko");
  adoptLocale("fr");
  expect([spoken(), localStorage.getItem("madang.locale.mine")]).toEqual(["en", null]);
  adoptLocale(null);
  expect(spoken()).toBe("en");
});
