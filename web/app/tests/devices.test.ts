import { expect, test } from "vitest";
import { deviceOf } from "../src/account/devices.ts";

const CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

test.each([
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME}`, "Chrome", "Windows"],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Edg/140.0`, "Edge", "Windows"],
  [`Mozilla/5.0 (Linux; Android 16) ${CHROME.replace(" Safari", " Mobile Safari")}`, "Chrome", "Android"],
  [`Mozilla/5.0 (Linux; Android 16) SamsungBrowser/29.0 ${CHROME}`, "Samsung Internet", "Android"],
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) Version/19.0 Mobile/15E Safari/604.1", "Safari", "iPhone"],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox", "Linux"],
  ["curl/8.5.0", "curl", null],
  ["", null, null],
])("%s", (agent, browser, system) => {
  expect(deviceOf(agent)).toMatchObject({ browser, system });
});
