// What a User-Agent says to people: which browser, on what. Only for looking at; nothing is decided by it.

const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(e|A|iOS)?\//, "Edge"],
  [/\bWhale\//, "Whale"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bKAKAOTALK\b/i, "KakaoTalk"],
  [/\b(OPR|Opera)\//, "Opera"],
  [/\b(Firefox|FxiOS)\//, "Firefox"],
  [/\b(Chrome|CriOS|HeadlessChrome)\//, "Chrome"],
  [/\bVersion\/.*Safari\//, "Safari"],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b|\bMacintosh\b/, "Mac"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b/, "Linux"],
];

const nameIn = (names: readonly (readonly [RegExp, string])[], agent: string) =>
  names.find(([pattern]) => pattern.test(agent))?.[1] ?? null;

export interface DeviceWords {
  deviceOn: (browser: string, system: string) => string;
  deviceUnknown: string;
}

export function nameOf(agent: string, words: DeviceWords): string {
  const { browser, system } = deviceOf(agent);
  return browser && system ? words.deviceOn(browser, system) : (browser ?? system ?? words.deviceUnknown);
}

export function deviceOf(agent: string): { browser: string | null; system: string | null; handy: boolean } {
  const system = nameIn(SYSTEMS, agent);
  return {
    // A program says its own name first: curl/8.5.0.
    browser: nameIn(BROWSERS, agent) ?? /^([\w.-]+)\//.exec(agent)?.[1]?.replace(/^Mozilla$/, "") ?? null,
    system,
    handy: system === "iPhone" || system === "iPad" || system === "Android",
  };
}
