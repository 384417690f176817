// By what one knows a room at a glance: its picture, or the sign of what kind of place it is.
import { cleanup, fireEvent, render } from "@testing-library/react";
import { createClient } from "@madang/client";
import { TestServer } from "@madang/client/testing";
import { afterEach, expect, test } from "vitest";
import { MadangProvider } from "../src/index.ts";
import { RoomIcon, type RoomSign } from "../src/ui/index.ts";

afterEach(cleanup);

const ROOM: RoomSign = { kind: "private", temporary: false, announcement: false, archived: false };
const shown = () => document.querySelector("img")?.getAttribute("src") ?? null;
const isSigned = () => document.querySelector("svg") !== null;

function show(room: RoomSign) {
  const client = createClient(new TestServer().options());
  const sign = (one: RoomSign) => (
    <MadangProvider client={client}>
      <RoomIcon room={one} />
    </MadangProvider>
  );
  const { rerender } = render(sign(room));
  return (next: RoomSign) => rerender(sign(next));
}

test("a picture stands for its room under the name of the present one, and for one that never comes the sign", () => {
  const becomes = show(ROOM);
  expect([shown(), isSigned()]).toEqual([null, true]);
  becomes({ ...ROOM, id: "정원", picture: "p1" });
  expect(shown()).toMatch(/\/api\/rooms\/%EC%A0%95%EC%9B%90\/picture\?v=p1$/);
  expect(isSigned()).toBe(false);
  fireEvent.error(document.querySelector("img") as HTMLElement);
  expect([shown(), isSigned()]).toEqual([null, true]);
  becomes({ ...ROOM, id: "정원", picture: "p2" });
  expect(shown()).toMatch(/v=p2$/);
});
