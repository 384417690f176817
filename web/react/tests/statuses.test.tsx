// What people are up to: asked for together, shown beside their names, gone at its time.
import { act, cleanup, render, screen } from "@testing-library/react";
import { createClient, type Client } from "@madang/client";
import { TestServer } from "@madang/client/testing";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { MadangProvider, statusesOf } from "../src/index.ts";
import { PersonStatus } from "../src/ui/index.ts";

const MINUTE = 60_000;
let server: TestServer;
let client: Client;
let people: string[];

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2026, 10, 25, 15, 0) });
  server = new TestServer();
  people = ["지우", "하늘", "도윤"].map((name) => server.person(name).id);
  client = createClient(server.optionsFor("minsu"));
});
afterEach(() => {
  cleanup();
  client.stop();
  vi.useRealTimers();
});

const [JIWOO, HANEUL] = [0, 1];
const id = (at: number) => people[at] ?? "";
const passes = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds));
const asked = () => server.asked.filter((path) => path.startsWith("/people/statuses"));
const isUpTo = (at: number, text: string, until: string | null = null) =>
  server.statuses.set(id(at), { emoji: "🌱", text, until });

async function show(of: readonly string[], full = false) {
  const page = (shown: readonly string[]) => (
    <MadangProvider client={client} locale="ko">
      {shown.map((person) => (
        <PersonStatus key={person} person={person} full={full} />
      ))}
    </MadangProvider>
  );
  const { rerender } = render(page(of));
  await passes(200);
  return (shown: readonly string[]) => rerender(page(shown));
}

test("all who are in sight are asked for at once, and not again while it is fresh", async () => {
  isUpTo(JIWOO, "집중");
  const shows = await show(people);
  expect(asked()).toHaveLength(1);
  expect(asked()[0]?.match(/of=/g)).toHaveLength(3);
  expect(screen.getByText("상태: 집중").previousSibling?.textContent).toBe("🌱");
  shows([]);
  shows([...people, id(JIWOO)].slice(0, 3));
  await passes(MINUTE);
  expect(asked()).toHaveLength(1);
  isUpTo(HANEUL, "점심");
  await passes(6 * MINUTE);
  expect(asked()).toHaveLength(2);
  expect(screen.getByText("상태: 점심")).toBeTruthy();
});

test("it goes at its time by itself, and says until when before", async () => {
  isUpTo(JIWOO, "집중", new Date(2026, 10, 25, 15, 2).toISOString());
  await show([id(JIWOO)], true);
  expect(screen.getByTitle("집중 (오후 3:02까지)").textContent).toBe("🌱 집중");
  await passes(3 * MINUTE);
  expect(screen.queryByTitle(/집중/)).toBeNull();
});

test("what I say of myself is seen at once; what cannot be asked for now is asked for later", async () => {
  server.troubles.httpDown = true;
  isUpTo(HANEUL, "점심");
  await show([id(JIWOO), id(HANEUL)]);
  act(() => statusesOf(client).learn(id(JIWOO), { emoji: "🏠", text: "", until: null }));
  expect(screen.getByText("상태: 🏠")).toBeTruthy();
  server.troubles.httpDown = false;
  await passes(2 * MINUTE);
  expect(screen.getByText("상태: 점심")).toBeTruthy();
});

test("what one person may see is asked anew for the next, and an answer that was under way is not theirs", async () => {
  const late = Promise.withResolvers<void>();
  const options = server.optionsFor("minsu");
  let held = true;
  client = createClient({
    ...options,
    fetch: async (url, init) => {
      const waits = held && url.includes("/people/statuses");
      const answer = await options.fetch!(url, init);
      if (waits) await late.promise;
      return answer;
    },
  });
  isUpTo(JIWOO, "민수에게만");
  await show([id(JIWOO)]);
  expect(asked()).toHaveLength(1);
  held = false;
  server.statuses.delete(id(JIWOO));
  isUpTo(HANEUL, "점심");
  await act(async () => void (await client.signIn("소라")));
  await passes(200);
  expect(asked()).toHaveLength(2);
  late.resolve();
  await passes(200);
  expect(screen.queryByText("상태: 민수에게만")).toBeNull();

  isUpTo(JIWOO, "집중");
  await act(async () => void (await client.signIn("도윤")));
  await passes(200);
  expect(screen.getByText("상태: 집중")).toBeTruthy();
  await act(async () => void (await client.signOut()));
  expect(screen.queryByText("상태: 집중")).toBeNull();
});
