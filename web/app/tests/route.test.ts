import { expect, test } from "vitest";
import { hrefOf, parseRoute } from "../src/route.ts";

test("every place has an address that leads back to it", () => {
  for (const route of [
    { page: "home" },
    { page: "rooms" },
    { page: "sign-in" },
    { page: "join" },
    { page: "account", section: null },
    { page: "account", section: "security" },
    { page: "room", roomId: "madang", people: false },
    { page: "room", roomId: "주간회의", people: true },
  ] as const) {
    const { pathname, search } = new URL(hrefOf(route), "http://house.example");
    expect(parseRoute(pathname, search)).toEqual(route);
  }
});

test("an address that is none is nowhere", () => {
  for (const path of [
    "/r",
    "/r/a/b",
    "/elsewhere",
    "/r/%E0%A4%A",
    "/rooms/extra",
    "/account/nothing",
    "/join/key",
  ]) {
    expect(parseRoute(path).page).toBe("nowhere");
  }
});

test("separate letters in an address (NFD) lead to the same room", () => {
  expect(parseRoute(`/r/${encodeURIComponent("마당".normalize("NFD"))}`)).toMatchObject({ roomId: "마당" });
});
