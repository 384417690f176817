import { expect, test } from "vitest";
import { shortList } from "../src/ui/TypingLine.tsx";
import { en } from "../src/words/en.ts";
import { ko } from "../src/words/ko.ts";

const line = (words: typeof ko | typeof en, ...all: string[]) => {
  const { names, others } = shortList(all);
  return words.typingWho(names, others) + words.typingVerb(names.length + others);
};

test("short names are all there", () => {
  expect(line(ko, "지우", "Marta")).toBe("지우님, Marta님이 쓰고 있어요…");
  expect(line(en, "Marta")).toBe("Marta is typing…");
  expect(line(en, "Marta", "지우", "Bob")).toBe("Marta, 지우, and Bob are typing…");
});

test("long ones are cut, and others counted", () => {
  expect(line(ko, "가".repeat(40))).toBe(`${"가".repeat(14)}…님이 쓰고 있어요…`);
  expect(line(ko, "나비가 나는 봄날의 마당에서", "다".repeat(20), "지우")).toBe(
    "나비가 나는 봄날의 마당에…님 외 2명이 쓰고 있어요…",
  );
  expect(line(en, "Maximiliana Regina", "Bartholomew the Elder")).toBe(
    "Maximiliana Re… and 1 other are typing…",
  );
});
