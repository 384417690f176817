// A browser window and the person in front of it. What goes wrong in its console is kept, and fails the story.
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { Keyboard } from "./hangul.ts";
import { becomes, until } from "./until.ts";
import { type Locale, type Words, WORDS } from "./words.ts";

export interface WindowOptions {
  readonly locale?: Locale;
  readonly theme?: "light" | "dark";
  readonly width?: number;
  readonly height?: number;
  readonly phone?: boolean;
  /** Asks for less motion. */
  readonly still?: boolean;
  /** Scripts that run before those of the page. */
  readonly scripts?: readonly string[];
}

export interface Row {
  readonly id: string;
  readonly seq: number | null;
  readonly text: string;
}

/** Tells the console about everything the policy of the page forbade. */
const WATCH_POLICY = `addEventListener("securitypolicyviolation", (event) => console.error(
  "The policy forbids " + event.violatedDirective + ": " + event.blockedURI + " " + event.sample))`;

export class Window {
  readonly page: Page;
  /** Where the house is, seen from here. */
  readonly url: string;
  readonly words: Words;
  readonly keyboard: Keyboard;
  /** Errors of the console and of the page. */
  readonly troubles: string[] = [];

  private constructor(page: Page, url: string, words: Words, keyboard: Keyboard) {
    this.page = page;
    this.url = url;
    this.words = words;
    this.keyboard = keyboard;
  }

  static async open(browser: Browser, url: string, options: WindowOptions = {}): Promise<Window> {
    const {
      locale = "ko",
      theme = "light",
      width = 1440,
      height = 900,
      phone = false,
      still = false,
    } = options;
    const context = await browser.newContext({
      locale: locale === "ko" ? "ko-KR" : "en-US",
      timezoneId: "Asia/Seoul",
      colorScheme: theme,
      viewport: { width, height },
      reducedMotion: still ? "reduce" : "no-preference",
      ...(phone && { hasTouch: true, isMobile: true, deviceScaleFactor: 2 }),
    });
    context.setDefaultTimeout(60_000);
    await context.addInitScript(WATCH_POLICY);
    for (const content of options.scripts ?? []) await context.addInitScript({ content });
    return Window.in(context, url, locale);
  }

  /** One more tab in the same browser profile. */
  static async in(context: BrowserContext, url: string, locale: Locale): Promise<Window> {
    const page = await context.newPage();
    const window = new Window(page, url, WORDS[locale], await Keyboard.of(page));
    page.on("pageerror", (error) => window.troubles.push(`page: ${error.stack ?? error.message}`));
    page.on("console", (message) => {
      const where = message.location().url;
      if (message.type() === "error") window.troubles.push(`console: ${message.text()} (${where})`);
    });
    return window;
  }

  get context(): BrowserContext {
    return this.page.context();
  }

  // ---- coming in

  async goes(path: string): Promise<void> {
    await this.page.goto(this.url + path);
  }

  /** The first screen of a house that nobody owns yet. */
  get firstScreen(): Locator {
    return this.page.getByRole("button", { name: this.words.lookAround, exact: true });
  }

  /** Types a name on the first screen; where one could also set up the house, by the quiet way. */
  async comesIn(name: string): Promise<void> {
    const field = this.page.getByRole("textbox", { name: this.words.name, exact: true });
    await this.firstScreen.or(field).first().waitFor();
    if (await this.firstScreen.isVisible()) await this.firstScreen.click();
    await field.click();
    await this.keyboard.types(name);
    await this.keyboard.enter();
    await field.waitFor({ state: "detached" });
  }

  /** From nothing to a member of this room, through its link. */
  async comesTo(room: string, name: string): Promise<void> {
    await this.goes(`/r/${room}`);
    await this.comesIn(name);
    await this.joins();
  }

  async joins(): Promise<void> {
    await this.page.getByRole("button", { name: this.words.join, exact: true }).click();
    await this.composer.waitFor();
  }

  // ---- the room

  get composer(): Locator {
    return this.page.getByRole("textbox", { name: this.words.composer });
  }

  get log(): Locator {
    return this.page.getByRole("list", { name: this.words.log });
  }

  /** The rows in which this stands. */
  message(text: string | RegExp): Locator {
    return this.log.getByRole("listitem").filter({ hasText: text });
  }

  async says(text: string): Promise<void> {
    await this.composer.focus();
    await this.keyboard.types(text);
    if (!(await this.#isPhone())) return this.keyboard.enter();
    // There Enter breaks the line.
    await this.page.getByRole("button", { name: this.words.send, exact: true }).tap();
    this.keyboard.wasInterrupted();
  }

  #isPhone(): Promise<boolean> {
    return this.page.evaluate(() => matchMedia("(pointer: coarse) and (hover: none)").matches);
  }

  async sees(text: string | RegExp): Promise<void> {
    await this.message(text).first().waitFor();
  }

  /** What has the focus: its first words, or its label. Nobody has it: BODY. */
  async hasFocus(expected: string | RegExp): Promise<void> {
    await until(`${expected} has the focus`, async () => {
      const has = await this.page.evaluate(() => {
        const at = document.activeElement;
        const words = at?.getAttribute("aria-label") ?? (at as HTMLElement | null)?.innerText ?? "";
        return `${at?.tagName} ${words.split("\n")[0]}`;
      });
      return typeof expected === "string" ? has === expected : expected.test(has);
    });
  }

  async isConnected(): Promise<void> {
    await this.page.getByText(this.words.connected, { exact: true }).first().waitFor();
  }

  async isDisconnected(): Promise<void> {
    await this.page.getByRole("status").filter({ hasText: this.words.disconnected }).first().waitFor();
  }

  /** The messages that are drawn now, in their order. */
  async rows(): Promise<Row[]> {
    return this.log.evaluate((list) =>
      Array.from(list.querySelectorAll<HTMLElement>("[data-message]"))
        .toSorted((one, other) => one.getBoundingClientRect().top - other.getBoundingClientRect().top)
        .map((row) => ({
          id: row.dataset["message"] ?? "",
          seq: row.dataset["seq"] === undefined ? null : Number(row.dataset["seq"]),
          text: Array.from(row.querySelectorAll("p"), (part) => {
            const copy = part.cloneNode(true) as HTMLElement;
            for (const line of copy.querySelectorAll("br")) line.replaceWith("\n");
            return copy.textContent;
          }).join("\n"),
        })),
    );
  }

  async texts(): Promise<string[]> {
    return (await this.rows()).map((row) => row.text);
  }

  /** All that was said here, in order, and nothing else. */
  async shows(texts: readonly string[]): Promise<void> {
    await becomes("the timeline shows it", [...texts], () => this.texts());
  }

  /** The whole timeline: scrolls to the beginning and reads on to the end. */
  async timeline(): Promise<Row[]> {
    const all = new Map<string, Row>();
    const scroller = this.log.locator("xpath=..");
    const read = async () => {
      for (const row of await this.rows()) all.set(row.id, row);
    };
    await until("the beginning of the room is in sight", async () => {
      await scroller.evaluate((element) => element.scrollTo(0, 0));
      return this.page.getByText(this.words.beginning).isVisible();
    });
    await until("the end of the room is in sight", async () => {
      await read();
      return scroller.evaluate((element) => {
        const left = element.scrollHeight - element.clientHeight - element.scrollTop;
        element.scrollBy(0, element.clientHeight / 2);
        return left < 2;
      });
    });
    await read();
    return [...all.values()].toSorted((one, other) => (one.seq ?? Infinity) - (other.seq ?? Infinity));
  }

  /** What waits in the outbox on the disk. */
  async outbox(): Promise<number> {
    return this.page.evaluate(
      () =>
        new Promise<number>((found, failed) => {
          const opening = indexedDB.open("madang");
          opening.addEventListener("error", () => failed(new Error("no outbox")));
          opening.addEventListener("success", () => {
            const database = opening.result;
            const counting = database.transaction("outbox").objectStore("outbox").count();
            counting.addEventListener("success", () => {
              found(counting.result);
              database.close();
            });
          });
        }),
    );
  }

  async hasEmptyOutbox(): Promise<void> {
    await becomes("the outbox is empty", 0, () => this.outbox());
  }
}
