import { expect, test } from "vitest";
import type { RoomView } from "@madang/client";
import { lastRooms } from "../src/preferences.ts";
import {
  byName,
  countForMe,
  grouped,
  isBegun,
  isUnread,
  keeping,
  moved,
  neighbour,
  type Kept,
} from "../src/rooms/order.ts";

const asItComes = { notify: "all", favourite: false, section: "", order: 0 } as const;
const room = (name: string, unread = 0, preferences: Partial<RoomView["preferences"]> = {}, rest = {}) =>
  ({
    id: name,
    name,
    unread,
    kind: "public",
    preferences: { ...asItComes, ...preferences },
    ...rest,
  }) as RoomView;
const names = (rooms: readonly RoomView[]) => rooms.map(({ name }) => name);
const groups = (...rooms: RoomView[]) => grouped(rooms, ({ unread }) => unread > 0, "ko");
const seen = (...rooms: RoomView[]) =>
  groups(...rooms)
    .filter((group) => group.rooms.length > 0)
    .map((group) => [group.title || group.key, ...names(group.rooms)]);

test("rooms stand as the reader's language sorts them, numbers by what they count", () => {
  const rooms = ["모임 10", "design", "모임 2", "디자인"].map((name) => room(name));
  expect(names(byName(rooms, "ko"))).toEqual(["디자인", "모임 2", "모임 10", "design"]);
  expect(names(byName(rooms, "en"))).toEqual(["design", "디자인", "모임 2", "모임 10"]);
});

test("who waits for me comes first, then favourites, my sections, the unread, the others, and conversations", () => {
  const direct = { kind: "direct" };
  expect(
    seen(
      room("가"),
      room("나", 2),
      room("다", 1, { section: "팀" }),
      room("라", 0, { favourite: true, section: "팀" }),
      room("마", 1, {}, direct),
      room("사", 0, {}, direct),
      room("바", 0, { section: "가족" }, direct),
    ),
  ).toEqual([
    ["waiting", "마"],
    ["favourites", "라"],
    ["가족", "바"],
    ["팀", "다"],
    ["unread", "나"],
    ["rooms", "가"],
    ["direct", "사"],
  ]);
});

test("the neighbour is the one in the list, round and round", () => {
  const rooms = groups(room("다", 3), room("가"), room("나"));
  expect(neighbour(rooms, "다", 1, false)).toBe("가");
  expect(neighbour(rooms, "다", -1, false)).toBe("나");
  expect(neighbour(rooms, null, 1, false)).toBe("다");
  expect(neighbour(rooms, null, -1, false)).toBe("나");
});

test("among unread rooms only, never a muted one, and nowhere when all is read", () => {
  const rooms = groups(room("다", 3), room("라", 1), room("가"), room("나", 9, { notify: "none" }));
  expect(neighbour(rooms, "가", 1, true)).toBe("다");
  expect(neighbour(rooms, "가", -1, true)).toBe("라");
  expect(neighbour(rooms, "다", 1, true)).toBe("라");
  expect(neighbour(groups(room("가"), room("나")), "나", 1, true)).toBeNull();
});

test("moving a room up or down gives the whole group its places", () => {
  const group = { key: "favourites", title: "", rooms: [room("가"), room("나"), room("다")] } as const;
  expect([...moved(group, "다", -1)]).toEqual([
    ["가", 1],
    ["다", 2],
    ["나", 3],
  ]);
  const again = {
    ...group,
    rooms: [room("가", 0, { order: 1 }), room("다", 0, { order: 2 }), room("나", 0, { order: 3 })],
  };
  expect([...moved(again, "나", -1)]).toEqual([
    ["나", 2],
    ["다", 3],
  ]);
  expect(moved(group, "가", -1).size).toBe(0);
});

test("what is unread is bold unless the room is muted, and a number is what is said to me", () => {
  const direct = { kind: "direct" };
  const muted = { notify: "none" } as const;
  const known = [
    room("방", 3),
    room("조용한 방", 3, muted),
    room("대화", 2, {}, direct),
    room("조용한 대화", 2, muted, direct),
    room("읽은 대화", 0, {}, direct),
  ];
  expect(known.map(isUnread)).toEqual([true, false, true, false, false]);
  expect(known.map(countForMe)).toEqual([0, 0, 2, 0, 0]);
});

const unreadIn = (kept: Kept, rooms: RoomView[]) =>
  names(rooms.filter(({ id, unread }) => kept.places.get(id) ?? unread > 0));

test("what was read keeps its place until nobody points at the list any more", () => {
  const before = [room("가", 2), room("나", 1), room("다")];
  const after = [room("가"), room("나"), room("다", 5)];
  let kept = keeping({ current: null, still: false, places: new Map() }, before, null, true);
  kept = keeping(kept, before, "가", true);
  kept = keeping(kept, after, "나", true);
  expect(unreadIn(kept, after)).toEqual(["가", "나"]);
  kept = keeping(kept, after, "나", false);
  expect(unreadIn(kept, after)).toEqual(["나", "다"]);
  expect(keeping(kept, before, "나", false)).toBe(kept);
  kept = keeping(kept, after, null, false);
  expect(unreadIn(kept, after)).toEqual(["다"]);
});

test("a conversation in which nothing was said is there for who opened it only", () => {
  const opened = room("가", 0, {}, { kind: "direct", seq: 0 });
  expect(isBegun(opened)).toBe(false);
  expect(isBegun(room("나", 0, {}, { kind: "direct", seq: 1 }))).toBe(true);
  expect(isBegun(room("다", 0, {}, { seq: 0 }))).toBe(true);
  lastRooms.enter("가");
  expect(isBegun(opened)).toBe(true);
  lastRooms.forget();
});
