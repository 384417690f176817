// What lies open on one room's table and is nobody else's business: the message being edited, asked
// about, or pointed at, and a short notice. Small cells, so that a change renders only who looks at it.
import type { Observable } from "@madang/client";

export class Cell<T> implements Observable<T> {
  #value: T;
  readonly #listeners = new Set<() => void>();

  constructor(value: T) {
    this.#value = value;
  }

  get = (): T => this.#value;

  set = (value: T): void => {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const listener of this.#listeners) listener();
  };

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };
}

/** A menu opened on a message, at a point of the window. */
export interface OpenMenu {
  readonly messageId: string;
  readonly x: number;
  readonly y: number;
}

export interface DeskCommands {
  focusComposer: () => void;
  scrollToEnd: () => void;
  focusRow: (messageId: string) => void;
  turnPages: (key: PageKey) => void;
}

/** Keys that turn the pages of the timeline from where nothing is written. */
export type PageKey = "PageUp" | "PageDown" | "Home" | "End";

export function isPageKey(key: string): key is PageKey {
  return ["PageUp", "PageDown", "Home", "End"].includes(key);
}

export class Desk {
  readonly editing = new Cell<string | null>(null);
  readonly removing = new Cell<string | null>(null);
  readonly reporting = new Cell<string | null>(null);
  /** Folded messages that were opened again. */
  readonly unfolded = new Cell<ReadonlySet<string>>(new Set());
  readonly menu = new Cell<OpenMenu | null>(null);
  /** What did not work. */
  readonly notice = new Cell<string | null>(null);
  /** What was done and cannot be seen otherwise. */
  readonly said = new Cell<string | null>(null);

  readonly #can: Partial<DeskCommands> = {};

  /** Said by the part that can do it. */
  offer(commands: Partial<DeskCommands>): void {
    Object.assign(this.#can, commands);
  }

  focusComposer(): void {
    this.#can.focusComposer?.();
  }

  scrollToEnd(): void {
    this.#can.scrollToEnd?.();
  }

  turnPages(key: PageKey): void {
    this.#can.turnPages?.(key);
  }

  focusRow(messageId: string): void {
    this.#can.focusRow?.(messageId);
  }
}
