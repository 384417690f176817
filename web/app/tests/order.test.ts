import { expect, test } from "vitest";
import type { RoomView } from "@madang/client";
import { byName, neighbour } from "../src/rooms/order.ts";

const room = (name: string, unread = 0) => ({ id: name, name, unread }) as RoomView;
const names = (rooms: readonly RoomView[]) => rooms.map(({ name }) => name);

test("rooms stand as the reader's language sorts them, numbers by what they count", () => {
  const rooms = ["모임 10", "design", "모임 2", "디자인"].map((name) => room(name));
  expect(names(byName(rooms, "ko"))).toEqual(["디자인", "모임 2", "모임 10", "design"]);
  expect(names(byName(rooms, "en"))).toEqual(["design", "디자인", "모임 2", "모임 10"]);
});

test("the neighbour is the one in the list, round and round", () => {
  const rooms = { unread: [room("다", 3)], others: [room("가"), room("나")] };
  expect(neighbour(rooms, "다", 1, false)).toBe("가");
  expect(neighbour(rooms, "다", -1, false)).toBe("나");
  expect(neighbour(rooms, null, 1, false)).toBe("다");
  expect(neighbour(rooms, null, -1, false)).toBe("나");
});

test("among unread rooms only, and nowhere when all is read", () => {
  const rooms = { unread: [room("다", 3), room("라", 1)], others: [room("가"), room("나")] };
  expect(neighbour(rooms, "나", 1, true)).toBe("다");
  expect(neighbour(rooms, "나", -1, true)).toBe("라");
  expect(neighbour(rooms, "다", 1, true)).toBe("라");
  expect(neighbour({ unread: [], others: rooms.others }, "나", 1, true)).toBeNull();
});
