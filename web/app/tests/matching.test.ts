import { expect, test } from "vitest";
import { matching } from "../src/rooms/matching.ts";

const rooms = ["주간회의", "앞마당", "마당", "배포-알림", "점심 뭐먹지", "design", "Deploys"].map((name) => ({
  name,
}));
const find = (query: string) => matching(rooms, query).map((room) => room.name);

test("by letters, the beginning first", () => {
  expect(find("마당")).toEqual(["마당", "앞마당"]);
  expect(find("de")).toEqual(["design", "Deploys"]);
  expect(find("뭐 먹")).toEqual(["점심 뭐먹지"]);
});

test("by initial consonants", () => {
  expect(find("ㅁㄷ")).toEqual(["마당", "앞마당"]);
  expect(find("ㅈㄱㅎㅇ")).toEqual(["주간회의"]);
});

test("by initials of which the input method made one, and by those of the keyboard in the wrong layout", () => {
  const people = ["가수", "박민수", "Daniel"].map((name) => ({ name }));
  const who = (query: string) => matching(people, query).map(({ name }) => name);
  for (const query of ["ㄳ", "ㄱㅅ", "rt"]) expect(who(query)).toEqual(["가수"]);
  for (const query of ["ㅂㅁ", "박ㅁ", "박미", "qat", "qkral", "qkralstn"])
    expect(who(query)).toEqual(["박민수"]);
});

test("by a syllable that is only half typed", () => {
  expect(find("주가")).toEqual(["주간회의"]);
});

test("with the keyboard in the wrong layout", () => {
  expect(find("akekd")).toEqual(["마당", "앞마당"]);
  expect(find("ㅇㄷ냐ㅎㅜ")).toEqual(["design"]);
});

test("everything for nothing, nothing for nonsense", () => {
  expect(find("")).toHaveLength(rooms.length);
  expect(find("없는방")).toEqual([]);
});
