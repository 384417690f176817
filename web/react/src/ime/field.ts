// Keys of a text field, safe with input methods. Every field that reacts to Enter, Escape or arrows goes
// through here. Browsers disagree about the Enter that ends a Hangul syllable (a second keydown, none, one
// too early, one after the end), so we follow compositionstart/compositionend, not per-event flags, and
// act on an Enter exactly once or not at all. Enters that pick a candidate (Hanja, Japanese, Chinese) never act.

export type Field = HTMLInputElement | HTMLTextAreaElement;
export type Arrow = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight";

export interface FieldKeys {
  /** A meant Enter. Reads the live value itself, for the event may be long gone. */
  onEnter?: (field: Field) => void;
  /** Enter breaks the line, as on a keyboard of glass that has no Shift+Enter; Ctrl or Cmd+Enter is meant. */
  enterBreaks?: boolean;
  onEscape?: (field: Field) => void;
  /** Returns true when the key was used; the caret then stays where it is. */
  onArrow?: (arrow: Arrow, field: Field) => boolean;
}

export interface FieldWatch {
  readonly composing: boolean;
  /** Runs when the field composes nothing: at once, or after it was made to let go of its syllable. */
  settle(then: () => void): void;
  stop(): void;
}

/** After compositionend a real Enter may still come; only if none does, the remembered one counts. */
const TIMER_MS = 30;
/** Safari reports the ending Enter after the end, as key 229. */
const SAFARI_MS = 100;
/** The second half of a double Enter finds an empty box; it is not a wish for a new line. */
const ECHO_MS = 80;

/** When a remembered Enter was last answered, in whichever field. The real key behind it may be delivered later still, on
 * a busy machine even to another field, but it was pressed before. */
let answeredAt = -Infinity;

const hangulOnly = (text: string) => /^\p{Script=Hangul}+$/u.test(text);
const isEnter = (event: KeyboardEvent) =>
  event.key === "Enter" || event.code === "Enter" || event.code === "NumpadEnter";
const isArrow = (key: string): key is Arrow => /^Arrow(Up|Down|Left|Right)$/.test(key);

export function watchField(
  field: Field,
  keys: () => FieldKeys,
  now: () => number = () => performance.now(),
): FieldWatch {
  let composing = false;
  let enterHeld = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let hangulEndedAt = -Infinity;
  let actedAt = -Infinity;
  let waiting: (() => void) | null = null;

  const cancelTimer = () => {
    clearTimeout(timer);
    timer = undefined;
  };

  const act = () => {
    cancelTimer();
    enterHeld = false;
    if (field.value === "" && now() - actedAt < ECHO_MS) return;
    actedAt = now();
    keys().onEnter?.(field);
  };

  const answer = () => {
    answeredAt = performance.now();
    act();
  };

  const onStart = () => {
    composing = true;
    enterHeld = false;
    // Typing went on before the timer fired: acting now would cut the new syllable.
    cancelTimer();
  };

  const onEnd = (event: Event) => {
    const hangul = hangulOnly((event as CompositionEvent).data ?? "");
    composing = false;
    hangulEndedAt = hangul ? now() : -Infinity;
    if (enterHeld && hangul) timer = setTimeout(answer, TIMER_MS);
    enterHeld = false;
    if (waiting) {
      const then = waiting;
      waiting = null;
      cancelTimer();
      // The committed text is in the value only after this event.
      setTimeout(then, 0);
    }
  };

  const onEnter = (event: KeyboardEvent) => {
    if (event.shiftKey || event.altKey || !keys().onEnter) return;
    if (keys().enterBreaks && !event.ctrlKey && !event.metaKey) return;
    if (composing) {
      enterHeld = true;
      // A variant on Windows sends the real key before the text: no new line for it.
      if (event.keyCode === 13) event.preventDefault();
    } else if (event.keyCode === 229) {
      const ending = now() - hangulEndedAt < SAFARI_MS;
      hangulEndedAt = -Infinity;
      if (!ending) return;
      event.preventDefault();
      act();
    } else {
      event.preventDefault();
      if (!event.repeat && event.timeStamp > answeredAt) act();
    }
  };

  const onKey = (event: Event) => {
    const key = event as KeyboardEvent;
    if (isEnter(key)) return onEnter(key);
    if (composing) {
      // Whatever it is, it belongs to the input method, and the Enter before it was one as well.
      if (!["Shift", "Control", "Alt", "Meta"].includes(key.key)) enterHeld = false;
      return;
    }
    if (key.keyCode === 229) return;
    if (key.key === "Escape") keys().onEscape?.(field);
    else if (isArrow(key.key) && !key.shiftKey && !key.altKey && !key.ctrlKey && !key.metaKey) {
      if (keys().onArrow?.(key.key, field)) key.preventDefault();
    }
  };

  // Clicking away ends a composition too; that is no Enter.
  const onBlur = () => {
    enterHeld = false;
  };

  field.addEventListener("compositionstart", onStart);
  field.addEventListener("compositionend", onEnd);
  field.addEventListener("keydown", onKey);
  field.addEventListener("blur", onBlur);

  return {
    get composing() {
      return composing;
    },
    settle(then) {
      if (!composing) return then();
      waiting = then;
      field.blur();
      field.focus();
    },
    stop() {
      cancelTimer();
      field.removeEventListener("compositionstart", onStart);
      field.removeEventListener("compositionend", onEnd);
      field.removeEventListener("keydown", onKey);
      field.removeEventListener("blur", onBlur);
    },
  };
}
