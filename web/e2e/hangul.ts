// Typing Korean as a Korean does: through the input method. Every stroke is a key 229 and a new state of the
// syllable that is being composed; the next syllable, a space, or the Enter commits it.
import type { CDPSession, Page } from "playwright-core";

const [FIRST, VOWELS, LAST] = [0x1100, 0x1161, 0x11a7];
/** ㄱ ㄲ ㄴ … as they look alone, in the order of initial consonants. */
const INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";

/** ㅎ, 하, 한: how a syllable looks after each stroke. */
export function strokes(syllable: string): string[] {
  const [initial, vowel, last] = Array.from(syllable.normalize("NFD"), (jamo) => jamo.charCodeAt(0));
  if (initial === undefined || vowel === undefined) return [syllable];
  const open = String.fromCharCode(initial, vowel).normalize("NFC");
  const steps = [INITIALS.charAt(initial - FIRST), open];
  return last === undefined || vowel < VOWELS || last <= LAST ? steps : [...steps, syllable];
}

export const isSyllable = (character: string) => /^[가-힣]$/.test(character);

export class Keyboard {
  readonly #page: Page;
  readonly #cdp: CDPSession;
  #composed = "";

  private constructor(page: Page, cdp: CDPSession) {
    this.#page = page;
    this.#cdp = cdp;
  }

  static async of(page: Page): Promise<Keyboard> {
    return new Keyboard(page, await page.context().newCDPSession(page));
  }

  /** Into the focused field. A syllable at the end stays uncommitted, as it does for people. */
  async types(text: string): Promise<void> {
    for (const character of text.normalize("NFC")) {
      await this.commits();
      if (isSyllable(character)) await this.#composes(character);
      else await this.#page.keyboard.type(character);
    }
  }

  /** Shows this text as being composed, in one stroke. */
  async shows(text: string): Promise<void> {
    await this.#key("rawKeyDown", "Process", "KeyG", 229);
    const end = text.length;
    await this.#cdp.send("Input.imeSetComposition", { text, selectionStart: end, selectionEnd: end });
    await this.#key("keyUp", "Process", "KeyG", 229);
    this.#composed = text;
  }

  /** Ends the composition, with this text (its own one unless told). */
  async commits(text = this.#composed): Promise<void> {
    if (this.#composed === "") return;
    await this.#cdp.send("Input.insertText", { text });
    this.#composed = "";
  }

  /** The field was left: the browser has ended the composition by itself. */
  wasInterrupted(): void {
    this.#composed = "";
  }

  /** Enter as Chromium reports it on Linux and macOS: 229 for the input method, and once more as itself. */
  async enter(): Promise<void> {
    if (this.#composed !== "") {
      await this.enterForInputMethod();
      await this.commits();
    }
    await this.#page.keyboard.press("Enter");
  }

  /** The Enter that only the input method is to see. */
  async enterForInputMethod(): Promise<void> {
    await this.#key("rawKeyDown", "Process", "Enter", 229);
  }

  async #composes(syllable: string): Promise<void> {
    for (const stroke of strokes(syllable)) await this.shows(stroke);
  }

  #key(type: "rawKeyDown" | "keyUp", key: string, code: string, keyCode: number) {
    return this.#cdp.send("Input.dispatchKeyEvent", { type, key, code, windowsVirtualKeyCode: keyCode });
  }
}
