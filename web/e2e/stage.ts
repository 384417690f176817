// Where stories are played: one Chromium and one house for each file, windows that are closed afterwards.
// A story fails on any error in a console, and leaves a picture of every window if it fails.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { Guest } from "./guest.ts";
import { House } from "./house.ts";
import { Neighbours } from "./neighbours.ts";
import { Road } from "./road.ts";
import { Window, type WindowOptions } from "./window.ts";
import type { Locale } from "./words.ts";

export const SHOTS = fileURLToPath(new URL("shots/", import.meta.url));

/** What the policy of the page forbade, Trusted Types too. No story is allowed any of it. */
const FORBIDDEN = /The policy forbids|Content Security Policy|TrustedHTML|TrustedScript/;
/** What Chromium says about a server that is not there; no fault of the page. */
const UNREACHABLE = /net::ERR_|WebSocket connection to .* failed|status of 50[234]/;
/** Asked before anybody is signed in. */
const NOBODY_YET = /WebSocket connection to .*\/api\/socket.* failed|\/api\/session\)$/;

let browser: Browser;
let shared: House | null = null;

export function stage(): void {
  before(async () => {
    browser = await chromium.launch({
      executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
      headless: true,
      timeout: 120_000,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    });
  });
  after(async () => {
    await browser.close();
    await shared?.close();
  });
}

export class Scene {
  readonly house: House;
  readonly #neighbours: Neighbours | null;
  readonly windows: Window[] = [];
  readonly #roads: Road[] = [];
  readonly #allowed: RegExp[] = [NOBODY_YET];

  constructor(house: House, neighbours: Neighbours | null) {
    this.house = house;
    this.#neighbours = neighbours;
  }

  get neighbours(): Neighbours {
    if (this.#neighbours === null) throw new Error("This house has no neighbours.");
    return this.#neighbours;
  }

  /** A window with a road of its own, if one is given. */
  async window(options?: WindowOptions, road?: Road): Promise<Window> {
    return this.#keep(await Window.open(browser, road?.url ?? this.house.url, options));
  }

  /** A road that will be cut: the consoles may tell of it. */
  async road(): Promise<Road> {
    this.mayLoseTheHouse();
    const road = await Road.to(this.house);
    this.#roads.push(road);
    return road;
  }

  /** Another tab of the same browser. */
  async tab(of: Window, locale: Locale = "ko"): Promise<Window> {
    return this.#keep(await Window.in(of.context, of.url, locale));
  }

  /** The same person on another device. */
  async device(of: Window, options?: WindowOptions): Promise<Window> {
    const window = await this.window(options);
    await window.context.addCookies(await of.context.cookies());
    return window;
  }

  guest(name: string): Promise<Guest> {
    return Guest.arrives(this.house, name);
  }

  /** The console may tell of this: the story provoked it. */
  mayTell(...texts: RegExp[]): void {
    this.#allowed.push(...texts);
  }

  mayLoseTheHouse(): void {
    this.mayTell(UNREACHABLE);
  }

  async close(): Promise<void> {
    for (const context of new Set(this.windows.map((window) => window.context))) await context.close();
    for (const road of this.#roads) road.close();
  }

  /** Fails if any console told of anything. */
  hasNothingToHide(): void {
    const troubles = this.windows.flatMap((window) => window.troubles);
    const found = troubles.filter(
      (trouble) => FORBIDDEN.test(trouble) || !this.#allowed.some((text) => text.test(trouble)),
    );
    if (found.length > 0) throw new Error(`The console tells of\n${found.join("\n")}`);
  }

  async photograph(name: string): Promise<void> {
    mkdirSync(SHOTS, { recursive: true });
    for (const [at, { page }] of this.windows.entries()) {
      const path = join(SHOTS, `failed ${name.replaceAll(/[^\p{L}\p{N}]+/gu, "-")} ${at + 1}.png`);
      await page.screenshot({ path, timeout: 30_000 }).catch(() => undefined);
    }
  }

  #keep(window: Window): Window {
    this.windows.push(window);
    return window;
  }
}

export interface StoryOptions {
  /** A house of its own: for stories in which it is killed or paused. */
  readonly alone?: boolean;
  /** The same, and around it a mail server and another house that vouches for people. */
  readonly neighbours?: boolean;
}

export function story(name: string, play: (scene: Scene) => Promise<void>, options: StoryOptions = {}): void {
  void test(name, async () => {
    const neighbours = options.neighbours ? await Neighbours.open() : null;
    const own =
      options.alone || neighbours ? await House.open((url) => neighbours?.settings(url) ?? {}) : null;
    const house = own ?? (shared ??= await House.open());
    const scene = new Scene(house, neighbours);
    try {
      await play(scene);
      scene.hasNothingToHide();
    } catch (problem) {
      await scene.photograph(name);
      const told = scene.windows.flatMap((window) => window.troubles);
      if (told.length > 0) console.log(told.join("\n"));
      throw problem;
    } finally {
      await scene.close();
      await own?.close();
      neighbours?.close();
    }
  });
}
