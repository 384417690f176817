import { expect, test } from "vitest";
import { confirm, type Edit, settle } from "../src/edits.js";
import { story, texts, valueOf } from "./people.js";

async function said() {
  const { server, alice } = await story();
  const room = alice.room("madang");
  room.open();
  const id = valueOf(room.send("first"));
  await server.clock.settle();
  return { server, alice, room, id };
}

test.each([[true], [false]])("an edit shows at once and stays, the answer first: %s", async (answerFirst) => {
  const { server, alice, room, id } = await said();
  server.troubles.answerFirst = answerFirst;
  const seen: string[][] = [];
  room.timeline.subscribe(() => seen.push(texts(alice)));
  const editing = room.edit(id, "second");
  expect(texts(alice)).toEqual(["second"]);
  await server.clock.settle();
  expect(await editing).toMatchObject({ ok: true });
  expect(seen.every((list) => list[0] === "second")).toBe(true);
  expect(room.timeline.get().messages[0]).toMatchObject({ text: "second", rev: 5 });
  expect(room.timeline.get().messages[0]?.editedAt).not.toBeNull();
});

test("a refused edit is rolled back", async () => {
  const { server, alice, room, id } = await said();
  const before = room.timeline.get();
  server.troubles.refuseNext("edit_message", { code: "forbidden", message: "No." });
  const editing = room.edit(id, "second");
  await server.clock.settle();
  expect(await editing).toEqual({ ok: false, code: "forbidden", message: "No." });
  expect(texts(alice)).toEqual(["first"]);
  // The very same row as before.
  expect(room.timeline.get().messages[0]).toBe(before.messages[0]);
});

test("a deletion shows at once, and a refused one comes back", async () => {
  const { server, alice, room, id } = await said();
  server.troubles.refuseNext("delete_message", { code: "forbidden" });
  const refused = room.remove(id);
  expect(texts(alice)).toEqual(["(deleted)"]);
  await server.clock.settle();
  expect((await refused).ok).toBe(false);
  expect(texts(alice)).toEqual(["first"]);
  const removing = room.remove(id);
  await server.clock.settle();
  expect((await removing).ok).toBe(true);
  expect(texts(alice)).toEqual(["(deleted)"]);
});

test("deleting what is deleted already is as wished", async () => {
  const { server, room, id } = await said();
  server.troubles.refuseNext("delete_message", { code: "deleted" });
  const removing = room.remove(id);
  await server.clock.settle();
  expect(await removing).toMatchObject({ ok: true });
});

test("an edit survives a drop in the middle", async () => {
  const { server, alice, room, id } = await said();
  server.troubles.loseAnswerOf("edit_message");
  const editing = room.edit(id, "second");
  await server.clock.advance(1000);
  expect(await editing).toMatchObject({ ok: true });
  expect(texts(alice)).toEqual(["second"]);
  expect(server.room("madang").messages[0]?.text).toBe("second");
});

test("of two edits in a row the later shows, also when the first is confirmed", async () => {
  const { server, alice, room, id } = await said();
  const seen = new Set<string>();
  room.timeline.subscribe(() => seen.add(texts(alice).join()));
  const first = room.edit(id, "second");
  const second = room.edit(id, "third");
  expect(texts(alice)).toEqual(["third"]);
  await server.clock.settle();
  await Promise.all([first, second]);
  expect(texts(alice)).toEqual(["third"]);
  expect([...seen]).toEqual(["second", "third"]);
});

test("an edit of somebody else shows when mine is refused", async () => {
  const { server, alice, room } = await said();
  const theirs = server.says("bob", "madang", "theirs");
  await server.clock.settle();
  const editing = room.edit(theirs.id, "mine");
  server.edits("bob", "madang", theirs.id, "theirs again");
  await server.clock.settle();
  expect(await editing).toMatchObject({ ok: false, code: "forbidden" });
  expect(texts(alice)).toEqual(["first", "theirs again"]);
});

test("a blank edit is refused without asking", async () => {
  const { server, room, id } = await said();
  expect(await room.edit(id, " ")).toMatchObject({ ok: false, code: "bad_text" });
  expect(server.heard.some(({ type }) => type === "edit_message")).toBe(false);
});

test("a confirmed edit stays over the log until its change is in it", async () => {
  const { server } = await said();
  const before = server.room("madang").messages;
  const edit: Edit = { message: before[0]!.id, text: "second", at: "", rev: null };
  const edits = confirm([edit], edit, 5);
  expect(settle([edit], before)).toEqual([edit]);
  expect(settle(edits, before)).toBe(edits);
  expect(settle(edits, [{ ...before[0]!, rev: 5 }])).toEqual([]);
  expect(settle(edits, [])).toEqual([]);
});
