// Conversations: who the other one is, whether they are here, and what is said of how many there are.
import { act, cleanup, render } from "@testing-library/react";
import { createClient, type Client } from "@madang/client";
import { TestServer } from "@madang/client/testing";
import { MadangProvider, useRoom } from "@madang/react";
import { ChatRoom } from "@madang/react/ui";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DirectPictures, IsHere } from "../src/people/DirectPictures.tsx";

let server: TestServer;
let client: Client;

beforeEach(() => {
  server = new TestServer();
  server.addRoom("madang", "minsu");
});
afterEach(() => {
  cleanup();
  client.stop();
});
const soon = () => act(() => server.clock.advance(50));

function Conversation({ id }: { id: string }) {
  const room = useRoom(id);
  return room ? (
    <>
      <DirectPictures room={room} />
      <IsHere room={room} />
      <ChatRoom roomId={id} />
    </>
  ) : null;
}

async function talks(...people: readonly string[]) {
  server.acts("minsu", "POST /rooms/direct", {
    id: "talk",
    people: people.map((one) => server.person(one).id),
  });
  client = createClient(server.optionsFor("minsu"));
  render(
    <MadangProvider client={client} locale="ko">
      <Conversation id="talk" />
    </MadangProvider>,
  );
  await soon();
}
const dots = () => document.querySelectorAll(".md-avatar-here, .md-avatar-away").length;
const isHere = () => document.querySelector(".md-avatar-here") !== null;
const count = () => document.querySelector(".md-count")?.textContent ?? null;

test("between two a dot says whether the other one is here, and nobody counts them", async () => {
  await talks("marta");
  server.isHere("talk", "minsu");
  await soon();
  expect([dots(), isHere()]).toEqual([1, false]);
  expect(document.body.textContent).not.toContain("접속 중");
  server.isHere("talk", "minsu", "marta");
  await soon();
  expect([dots(), isHere()]).toEqual([1, true]);
  expect(document.body.textContent).toContain("접속 중");
  expect(count()).toBe(null);
});

test("among several there is no dot, and how many are here is said", async () => {
  await talks("marta", "jiu");
  server.isHere("talk", "minsu", "marta");
  await soon();
  expect(dots()).toBe(0);
  expect(count()).toContain("2");
});
