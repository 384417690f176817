import { expect, test } from "vitest";
import { finalSound, particleFor, withParticle, type Particle } from "../src/words/particles.ts";

const say = (particle: Particle, ...words: string[]) => words.map((word) => withParticle(word, particle));

test("Korean names take the particle of their last syllable", () => {
  expect(say("이/가", "지우", "하늘", "민수", "도윤")).toEqual(["지우가", "하늘이", "민수가", "도윤이"]);
  expect(say("을/를", "주간회의", "점심", "물")).toEqual(["주간회의를", "점심을", "물을"]);
  expect(say("은/는", "마당", "회의")).toEqual(["마당은", "회의는"]);
});

test("으로 becomes 로 after ㄹ as well as after a vowel", () => {
  expect(say("으로/로", "서울", "부산", "회의", "점심")).toEqual([
    "서울로",
    "부산으로",
    "회의로",
    "점심으로",
  ]);
});

test("digits are read in Korean", () => {
  expect(say("이/가", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10")).toEqual([
    "1이",
    "2가",
    "3이",
    "4가",
    "5가",
    "6이",
    "7이",
    "8이",
    "9가",
    "10이",
  ]);
  expect(say("으로/로", "1", "7", "3", "2")).toEqual(["1로", "7로", "3으로", "2로"]);
});

test("Latin names by how they sound in Korean", () => {
  expect(say("이/가", "Marta", "Adam", "Slack", "Google", "Chrome", "Chris")).toEqual([
    "Marta가",
    "Adam이",
    "Slack이",
    "Google이",
    "Chrome이",
    "Chris가",
  ]);
  expect(say("으로/로", "Google", "Slack", "Marta")).toEqual(["Google로", "Slack으로", "Marta로"]);
  expect(say("을/를", "API", "URL", "HTML", "PDF", "A", "N")).toEqual([
    "API를",
    "URL을",
    "HTML을",
    "PDF를",
    "A를",
    "N을",
  ]);
});

test("accents, quotes, brackets and emoji at the end do not matter", () => {
  expect(particleFor("José", "이/가")).toBe("가");
  expect(particleFor("‘마당’", "을/를")).toBe("을");
  expect(particleFor("회의 (2)", "은/는")).toBe("는");
  expect(particleFor("지우🌱", "이/가")).toBe("가");
});

test("text in separate letters (NFD) sounds the same", () => {
  expect(particleFor("마당".normalize("NFD"), "이/가")).toBe("이");
});

test("what nobody can read aloud gets both forms", () => {
  expect(finalSound("🌱")).toBe("unknown");
  expect(particleFor("🌱", "으로/로")).toBe("(으)로");
  expect(particleFor("", "이/가")).toBe("이(가)");
});
