// Reasons of reports: written in one language, read in another.
import { expect, test } from "vitest";
import { codedReason, saidReason } from "../src/words/reasons.ts";
import { en } from "../src/words/en.ts";
import { ko } from "../src/words/ko.ts";

test("a reason is read in the language of who reads it, with what was added", () => {
  expect(saidReason(codedReason("spam", "세 번째예요"), en)).toBe("Advertising or spam: 세 번째예요");
  expect(saidReason(codedReason("rude", ""), ko)).toBe("욕설이나 괴롭힘이에요");
  expect(saidReason(codedReason("private", "두 줄로\n썼어요"), en)).toBe(
    "Somebody’s private details: 두 줄로\n썼어요",
  );
});

test("what has no code is shown as it was written", () => {
  for (const text of ["광고나 도배예요", "Rude: very", "spammy", codedReason(null, "그냥 이상해요"), ""])
    expect(saidReason(text, en)).toBe(text);
});
