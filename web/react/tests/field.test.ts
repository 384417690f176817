// The orders in which browsers send the Enter that ends a syllable, replayed. Each sends once, or not at all.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { watchField, type FieldWatch } from "../src/ime/field.ts";

let field: HTMLTextAreaElement;
let sent: string[];
let watch: FieldWatch;
let escapes: number;
let enterBreaks: boolean;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  field = document.createElement("textarea");
  document.body.append(field);
  sent = [];
  escapes = 0;
  enterBreaks = false;
  watch = watchField(field, () => ({
    onEnter: (one) => {
      if (one.value.trim() === "") return;
      sent.push(one.value);
      one.value = "";
    },
    enterBreaks,
    onEscape: () => void (escapes += 1),
    onArrow: (arrow) => arrow === "ArrowUp",
  }));
});

afterEach(() => {
  watch.stop();
  field.remove();
  vi.useRealTimers();
});

const key = (init: KeyboardEventInit & { keyCode: number }) => {
  const event = new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init });
  field.dispatchEvent(event);
  return event;
};
const enter13 = (init: KeyboardEventInit = {}) => key({ key: "Enter", code: "Enter", keyCode: 13, ...init });
const enter229 = (isComposing: boolean, name = "Enter") =>
  key({ key: name, code: "Enter", keyCode: 229, isComposing });
const start = () => field.dispatchEvent(new CompositionEvent("compositionstart"));
const end = (data: string) => field.dispatchEvent(new CompositionEvent("compositionend", { data }));
const wait = (milliseconds: number) => vi.advanceTimersByTime(milliseconds);

/** Typed up to the last syllable, which still composes: it is in the value, as browsers have it. */
const composing = (text: string) => {
  start();
  field.value = text;
};

test("1 Chrome on macOS and Linux: 229, end, 13", () => {
  composing("안녕");
  enter229(true);
  end("녕");
  enter13();
  wait(500);
  expect(sent).toEqual(["안녕"]);
});

test("2 Chrome on Windows with Microsoft's input method: 229 swallowed, end, nothing more", () => {
  composing("안녕");
  enter229(true, "Process");
  end("녕");
  expect(sent).toEqual([]);
  wait(500);
  expect(sent).toEqual(["안녕"]);
});

test("3 a Windows variant: 229, then 13 before the text is committed", () => {
  start();
  field.value = "안";
  enter229(true, "Process");
  const early = enter13();
  expect(early.defaultPrevented).toBe(true);
  expect(sent).toEqual([]);
  end("녕");
  // The commit reaches the value only after the event.
  field.value = "안녕";
  wait(500);
  expect(sent).toEqual(["안녕"]);
});

test("4 Safari: end, then 229 that does not say it composes", () => {
  composing("안녕");
  end("녕");
  wait(5);
  enter229(false);
  wait(500);
  expect(sent).toEqual(["안녕"]);
});

test("5 Japanese and Chinese: Enter picks a candidate and never sends", () => {
  composing("日本");
  enter229(true);
  end("日本");
  wait(500);
  expect(sent).toEqual([]);
  expect(field.value).toBe("日本");
  enter13();
  expect(sent).toEqual(["日本"]);
});

test("6 Hanja: Enter picks a candidate for a Hangul syllable and never sends", () => {
  composing("한");
  enter229(true);
  end("漢");
  field.value = "漢";
  wait(500);
  expect(sent).toEqual([]);
});

test("7 Safari in Japanese: end, then 229, is the candidate's Enter", () => {
  composing("日本");
  end("日本");
  enter229(false);
  wait(500);
  expect(sent).toEqual([]);
});

test("8 a double tap sends once, and makes no new line", () => {
  composing("안녕");
  enter229(true);
  end("녕");
  enter13();
  wait(30);
  const second = enter13();
  wait(500);
  expect(sent).toEqual(["안녕"]);
  expect(second.defaultPrevented).toBe(true);
});

test("9 clicking away while composing sends nothing", () => {
  composing("안녕");
  field.dispatchEvent(new FocusEvent("blur"));
  end("녕");
  wait(500);
  expect(sent).toEqual([]);
  expect(field.value).toBe("안녕");
});

test("10 the late 13 after the timer finds an empty box and is no second send", () => {
  composing("안녕");
  enter229(true);
  end("녕");
  wait(40);
  const late = enter13();
  wait(500);
  expect(sent).toEqual(["안녕"]);
  expect(late.defaultPrevented).toBe(true);
});

test("an Enter held back is forgotten when another key follows", () => {
  composing("안녕");
  enter229(true);
  key({ key: "Process", code: "KeyG", keyCode: 229, isComposing: true });
  end("녕");
  wait(500);
  expect(sent).toEqual([]);
});

test("typing on before the timer cuts no syllable", () => {
  composing("안녕");
  enter229(true);
  end("녕");
  wait(10);
  start();
  field.value = "안녕ㅎ";
  wait(500);
  expect(sent).toEqual([]);
  expect(field.value).toBe("안녕ㅎ");
});

test("without an input method Enter sends at once, and holding it sends once", () => {
  field.value = "hello";
  expect(enter13().defaultPrevented).toBe(true);
  field.value = "still down";
  enter13({ repeat: true });
  expect(sent).toEqual(["hello"]);
});

test("Shift+Enter is a new line, composing or not", () => {
  field.value = "hello";
  expect(enter13({ shiftKey: true }).defaultPrevented).toBe(false);
  composing("안녕");
  key({ key: "Enter", code: "Enter", keyCode: 229, isComposing: true, shiftKey: true });
  end("녕");
  wait(500);
  expect(sent).toEqual([]);
});

test("a Safari 229 long after the end is not an Enter of ours", () => {
  composing("안녕");
  end("녕");
  wait(200);
  enter229(false);
  wait(500);
  expect(sent).toEqual([]);
});

test("Escape and arrows of a composition belong to the input method", () => {
  composing("안녕");
  key({ key: "Escape", code: "Escape", keyCode: 229, isComposing: true });
  expect(key({ key: "ArrowUp", code: "ArrowUp", keyCode: 229, isComposing: true }).defaultPrevented).toBe(
    false,
  );
  expect(escapes).toBe(0);
  end("녕");
  key({ key: "Escape", code: "Escape", keyCode: 27 });
  expect(escapes).toBe(1);
  expect(key({ key: "ArrowUp", code: "ArrowUp", keyCode: 38 }).defaultPrevented).toBe(true);
  expect(key({ key: "ArrowDown", code: "ArrowDown", keyCode: 40 }).defaultPrevented).toBe(false);
});

test("a button pressed while composing waits for the syllable, of whatever script", () => {
  composing("日本");
  const settled: string[] = [];
  watch.settle(() => settled.push(field.value));
  expect(settled).toEqual([]);
  end("日本");
  wait(1);
  expect(settled).toEqual(["日本"]);
  watch.settle(() => settled.push("at once"));
  expect(settled).toEqual(["日本", "at once"]);
});

test("on a keyboard of glass Enter breaks the line, composing or not, and Ctrl+Enter sends", () => {
  enterBreaks = true;
  field.value = "hello";
  expect(enter13().defaultPrevented).toBe(false);
  composing("안녕");
  expect(enter229(true).defaultPrevented).toBe(false);
  end("녕");
  expect(enter13().defaultPrevented).toBe(false);
  wait(500);
  expect(sent).toEqual([]);
  expect(enter13({ ctrlKey: true }).defaultPrevented).toBe(true);
  expect(sent).toEqual(["안녕"]);
  field.value = "또";
  enter13({ metaKey: true });
  expect(sent).toEqual(["안녕", "또"]);
});

test("the real Enter that is delivered late, even to another field, was pressed before its answer", () => {
  composing("안녕");
  enter229(true);
  end("녕");
  wait(500);
  expect(sent).toEqual(["안녕"]);
  field.value = "a draft that waits";
  const late = new KeyboardEvent("keydown", { bubbles: true, cancelable: true, key: "Enter", code: "Enter" });
  Object.defineProperty(late, "keyCode", { value: 13 });
  Object.defineProperty(late, "timeStamp", { value: performance.now() - 490 });
  field.dispatchEvent(late);
  expect(sent).toEqual(["안녕"]);
  expect(late.defaultPrevented).toBe(true);
  enter13();
  expect(sent).toEqual(["안녕", "a draft that waits"]);
});
