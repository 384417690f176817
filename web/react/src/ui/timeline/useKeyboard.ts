// Did the focus come by keyboard? And the keys of who has it nowhere: what they type goes to the composer.
import { useEffect, useMemo } from "react";
import type { Desk } from "../desk.ts";

export interface Keyboard {
  /** The focus came by keyboard, and no pointer has been used since. */
  isArmed(): boolean;
  /** A row was given the focus. */
  focused(): void;
  /** Gives a key that writes to the composer. */
  write(event: KeyboardEvent): void;
}

export function useKeyboard(desk: Desk): Keyboard {
  const watch = useMemo(() => new KeyboardWatch(desk), [desk]);
  useEffect(() => watch.start(), [watch]);
  return watch;
}

class KeyboardWatch implements Keyboard {
  readonly #desk: Desk;
  #lastWasKey = false;
  #armed = false;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  isArmed(): boolean {
    return this.#armed;
  }

  focused(): void {
    this.#armed = this.#lastWasKey;
  }

  write(event: KeyboardEvent): void {
    if (isWord(event)) this.#desk.focusComposer();
  }

  start(): () => void {
    const onPointer = () => {
      this.#lastWasKey = false;
      this.#armed = false;
    };
    const onKeyFirst = () => void (this.#lastWasKey = true);
    const onKey = (event: KeyboardEvent) => {
      if (!event.defaultPrevented && this.#isNowhere()) this.write(event);
    };
    addEventListener("pointerdown", onPointer, true);
    addEventListener("keydown", onKeyFirst, true);
    addEventListener("keydown", onKey);
    return () => {
      removeEventListener("pointerdown", onPointer, true);
      removeEventListener("keydown", onKeyFirst, true);
      removeEventListener("keydown", onKey);
    };
  }

  #isNowhere(): boolean {
    const at = document.activeElement;
    // A heading has the focus when what had it is gone.
    if (at === null || at === document.body || at instanceof HTMLHeadingElement) return true;
    return !this.#armed && at instanceof HTMLElement && at.dataset["message"] !== undefined;
  }
}

/** A key that writes; the space scrolls where nothing is written, and `?` asks for help. */
function isWord(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.keyCode === 229) return true;
  return Array.from(event.key).length === 1 && event.key !== " " && event.key !== "?";
}
