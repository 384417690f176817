// What the administration decides by itself: what is offered to whom, and how it is said.
import { expect, test } from "vitest";
import type { Act } from "../src/api/audit.ts";
import type { Invitation } from "../src/api/invitations.ts";
import type { PersonState, Profile, Role } from "../src/api/people.ts";
import { mayAdminister, rolesFor, rolesToInvite } from "../src/admin/access.ts";
import { ACTIONS, pieces, sentence, subjectsOf } from "../src/admin/audit/acts.ts";
import { guestLinks } from "../src/dialogs/InviteGuests.tsx";
import { stateOf } from "../src/invitations/state.ts";
import { bytes, day } from "../src/admin/parts/dates.ts";
import { dangersFor, deedsFor, whyFixed } from "../src/admin/people/deeds.ts";
import { countsOf } from "../src/admin/people/report.ts";
import { onlyChanged } from "../src/admin/place/change.ts";
import { choicesWith } from "../src/admin/place/limits.ts";
import { ACT_WORDS } from "../src/admin/words/acts.ts";
import { en } from "../src/admin/words/en.ts";
import { ko } from "../src/admin/words/ko.ts";
import { HOUSE } from "../demo/house.ts";

const owner = { id: "o", role: "owner" };
const admin = { id: "a", role: "admin" };
const person = (role: Role, state: PersonState = "active", id = "p"): Profile => ({
  id,
  name: "하늘",
  handle: "hanul",
  role,
  picture: null,
  title: "",
  time_zone: null,
  state,
  joined_at: "2026-01-01T00:00:00.000Z",
});

test("only owners and admins are offered the administration", () => {
  for (const role of ["owner", "admin"]) expect(mayAdminister({ id: "x", role })).toBe(true);
  for (const role of ["member", "bot", "guest", "visitor"])
    expect(mayAdminister({ id: "x", role })).toBe(false);
  expect(mayAdminister(null)).toBe(false);
});

test("owners look after everybody but themselves, admins after those who are neither", () => {
  expect(rolesFor(owner, person("admin"))).toEqual(["owner", "admin", "member", "guest"]);
  expect(rolesFor(admin, person("guest"))).toEqual(["member", "guest"]);
  for (const role of ["owner", "admin"] as const) {
    expect(deedsFor(admin, person(role))).toEqual([]);
    expect(dangersFor(admin, person(role))).toEqual([]);
    expect(whyFixed(admin, person(role))).toBe("roleFixed");
  }
  const myself = person("owner", "active", "o");
  expect([...deedsFor(owner, myself), ...dangersFor(owner, myself)]).toEqual([]);
  expect(whyFixed(owner, myself)).toBe("roleMine");
  expect(rolesToInvite(admin)).not.toContain("admin");
  expect(rolesToInvite(owner, true)).toEqual(["guest"]);
});

test("what is offered follows how somebody stands; erasing is for owners", () => {
  expect(deedsFor(owner, person("member"))).toEqual(["reset", "sessions", "deactivate"]);
  expect(deedsFor(owner, person("bot"))).toEqual(["token", "deactivate"]);
  expect(deedsFor(owner, person("member", "deactivated"))).toEqual(["reactivate"]);
  expect(deedsFor(owner, person("member", "banned"))).toEqual(["unban"]);
  expect(dangersFor(owner, person("member"))).toEqual(["ban", "erase"]);
  expect(dangersFor(admin, person("member"))).toEqual(["ban"]);
  expect(dangersFor(owner, person("member", "banned"))).toEqual(["erase"]);
  expect(dangersFor(owner, person("member", "erased"))).toEqual([]);
});

const act = (action: string, more: Partial<Act> = {}): Act => ({
  id: 1,
  at: "2026-11-26T00:00:00.000Z",
  actor: "minsu",
  action,
  subject: "seoyeon",
  room: "weekly",
  about: {},
  ...more,
});
const people = new Map([
  ["minsu", "박민수"],
  ["seoyeon", "최서연"],
]);
const rooms = new Map([["weekly", "주간회의"]]);
const said = (one: Act, locale: "ko" | "en" = "ko") =>
  pieces(sentence(one, people, rooms, ACT_WORDS[locale], locale === "ko" ? ko : en))
    .map(({ text, name }) => (name ? `[${text}]` : text))
    .join("");

test("acts are sentences, their names marked, with the right particles", () => {
  expect(said(act("person.deactivated"))).toBe("[박민수]가 [최서연]을 쉬게 했어요");
  expect(said(act("person.role_changed", { about: { role: "admin" } }))).toBe(
    "[박민수]가 [최서연]을 관리자로 바꿨어요",
  );
  expect(said(act("room.edited", { about: { archived: true } }), "en")).toBe("[박민수] archived [주간회의]");
});

test("who and what is gone, and acts nobody knows here, still make a sentence", () => {
  expect(said(act("person.banned", { subject: "gone", actor: "gone" }))).toContain("[지워진 사람]을");
  expect(said(act("moon.landed"))).toBe("[박민수]가 한 일: moon.landed");
});

test("no name can pretend to be two", () => {
  const sly = new Map([["minsu", "민\u0003수\u0002"]]);
  expect(pieces(sentence(act("house.changed"), sly, rooms, ACT_WORDS.en, en))[0]).toEqual({
    text: "민수",
    name: true,
  });
});

test("every act has its sentence and its kind in both languages", () => {
  for (const words of Object.values(ACT_WORDS)) {
    for (const action of ACTIONS) {
      expect(words.kinds[action]).not.toBe("");
      expect(pieces(sentence(act(action), people, rooms, words, ko)).some(({ name }) => name)).toBe(true);
    }
  }
});

test("only people are looked up as people", () => {
  expect(subjectsOf(act("person.banned"))).toEqual(["minsu", "seoyeon"]);
  expect(subjectsOf(act("invitation.made", { subject: "some-invitation" }))).toEqual(["minsu"]);
});

test("an invitation works until it is used up, too old, or taken back", () => {
  const base: Invitation = {
    id: "i",
    role: "member",
    rooms: [],
    note: "",
    by: "minsu",
    created_at: "2026-11-01T00:00:00.000Z",
    expires_at: "2026-12-01T00:00:00.000Z",
    uses: 2,
    used: 1,
    revoked_at: null,
  };
  const now = Date.parse("2026-11-26T00:00:00.000Z");
  expect(stateOf(base, now)).toBe("open");
  expect(stateOf({ ...base, used: 2 }, now)).toBe("used");
  expect(stateOf(base, Date.parse("2026-12-02T00:00:00.000Z"))).toBe("expired");
  expect(stateOf({ ...base, revoked_at: "2026-11-02T00:00:00.000Z", used: 2 }, now)).toBe("revoked");
  expect(stateOf({ ...base, uses: null, expires_at: null, used: 900 }, now)).toBe("open");
});

const link = (id: string, change: Partial<Invitation> = {}): Invitation => ({
  id,
  role: "guest",
  rooms: ["정원"],
  note: "",
  by: "minsu",
  created_at: "2026-11-01T00:00:00.000Z",
  expires_at: null,
  uses: null,
  used: 0,
  revoked_at: null,
  ...change,
});

test("the links of a room are those by which guests still come into it", () => {
  const now = Date.parse("2026-11-26T00:00:00.000Z");
  const all = [
    link("good"),
    link("of members", { role: "member" }),
    link("elsewhere", { rooms: ["마루"] }),
    link("used up", { uses: 1, used: 1 }),
  ];
  expect(guestLinks(all, "정원", now).map(({ id }) => id)).toEqual(["good"]);
});

test("only what was changed is sent: what another owner changed meanwhile stays", () => {
  const face = { ...HOUSE, name: "마당", color: "", plain_doors: null };
  expect(onlyChanged(face, { name: "마당", welcome: "", color: "#1c7461", plain_doors: null })).toEqual({
    color: "#1c7461",
  });
  expect(onlyChanged(face, { plain_doors: false })).toEqual({ plain_doors: false });
  expect(onlyChanged(face, { messages_a_minute: null, arrivals_a_minute: 60 })).toEqual({
    arrivals_a_minute: 60,
  });
});

test("a limit that nobody chose here stands among the others", () => {
  expect(choicesWith([6, 30], null, "free", String)).toEqual([
    ["", "free"],
    ["6", "6"],
    ["30", "30"],
  ]);
  expect(choicesWith([6, 30], 30, "free", String)).toHaveLength(3);
  expect(choicesWith([6, 30], 10, "free", String).map(([value]) => value)).toEqual(["", "6", "10", "30"]);
});

test("the report of an erasure is counted, whatever it names", () => {
  expect(countsOf({ messages: 3, rooms: ["a", "b"], picture: true, person: "x" })).toEqual([
    ["messages", 3],
    ["rooms", 2],
    ["picture", 1],
  ]);
});

test("sizes and dates as the reader's language writes them", () => {
  expect([bytes(0, "en"), bytes(1, "en"), bytes(42, "ko")]).toEqual(["0 bytes", "1 byte", "42바이트"]);
  expect(bytes(5e15, "en")).toBe("5,000 TB");
  expect(bytes(18_400_000, "en")).toBe("18.4 MB");
  expect(bytes(18_400_000, "ko")).toBe("18.4MB");
  const now = new Date("2026-11-26T12:00:00");
  expect(day("2026-11-22T12:00:00", "ko", now)).toBe("11월 22일");
  expect(day("2025-11-22T12:00:00", "en", now)).toBe("Nov 22, 2025");
});
