// Conversations recorded from the server: folding what one connection heard gives exactly what the
// server has in the end. The Python stories write them; here they are only replayed.
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { apply } from "../src/apply.js";
import { blank, type RoomRecord, welcomed } from "../src/record.js";
import type { Hello, Message, ServerFrame } from "../src/wire.gen.js";

interface Transcript {
  hello: Hello;
  frames: (ServerFrame | ServerFrame[])[];
  final: { room: string; messages: Message[] };
}

const folder = new URL("./transcripts/", import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith(".json"));

/** A cursor in the hello means: what it stands for is held, and here that is nothing. */
function beginning({ hello, final }: Transcript): RoomRecord {
  const cursor = hello.cursors?.[final.room];
  return cursor === undefined
    ? blank(final.room)
    : { ...blank(final.room), joined: true, cursor, phase: "behind" };
}

function hear(record: RoomRecord, frame: ServerFrame, me: string): RoomRecord {
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- the rest says nothing of the log
  switch (frame.type) {
    case "welcome": {
      const state = frame.rooms.find(({ room }) => room.id === record.id);
      if (state === undefined) return record;
      const { cursor } = record;
      const after = welcomed(record, state);
      return record.phase === "unknown" ? after : { ...after, cursor };
    }
    case "room_added":
      return frame.state.room.id === record.id ? apply(record, frame, me) : record;
    case "message":
    case "member":
    case "room":
    case "read_mark":
    case "caught_up":
    case "reset":
    case "room_removed":
      return frame.room === record.id ? apply(record, frame, me) : record;
    default:
      return record;
  }
}

test("there are transcripts", () => {
  const recorded = names.filter((name) => !name.startsWith("handmade"));
  if (recorded.length === 0)
    console.warn("No recorded transcripts yet: only those made by hand are replayed.");
  // The stories of the server record them; from then on their absence is a failure.
  const wanted = process.env["CI"] ? recorded : names;
  expect(wanted).not.toEqual([]);
});

test.each(names)("%s", (name) => {
  const transcript: Transcript = JSON.parse(readFileSync(new URL(name, folder), "utf8"));
  const frames = transcript.frames.flat();
  const me = frames.find((frame) => frame.type === "welcome")?.me.id ?? "";
  const record = frames.reduce((held, frame) => hear(held, frame, me), beginning(transcript));
  expect(record.log).toEqual(transcript.final.messages);
});
