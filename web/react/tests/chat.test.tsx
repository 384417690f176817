// The hooks, over the client's own test server.
import { act, cleanup, render, renderHook } from "@testing-library/react";
import { createClient, type Client } from "@madang/client";
import { TestServer } from "@madang/client/testing";
import { StrictMode, type ReactNode } from "react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { MadangProvider, useChatWebSocket, useMessage, useRoomHandle, type Chat } from "../src/index.ts";

let server: TestServer;
let client: Client;

beforeEach(async () => {
  server = new TestServer();
  server.addRoom("madang", "alice", "bob");
  server.addRoom("kitchen", "alice", "bob");
  server.addRoom("attic", "alice", "bob");
  server.says("bob", "attic", "오래된 이야기");
  client = createClient(server.optionsFor("alice"));
  client.start();
  await server.clock.settle();
});
afterEach(() => {
  cleanup();
  client.stop();
});

const around = ({ children }: { children: ReactNode }) => (
  <StrictMode>
    <MadangProvider client={client} locale="ko">
      {children}
    </MadangProvider>
  </StrictMode>
);
const soon = (work: () => unknown = () => undefined) =>
  act(async () => {
    work();
    await server.clock.advance(50);
  });
const texts = (chat: Chat) => chat.messages.map((message) => message.text);

test("one object holds messages, sendMessage and status", async () => {
  server.says("bob", "madang", "안녕");
  const { result } = renderHook(() => useChatWebSocket("madang"), { wrapper: around });
  await soon();
  expect(result.current.status).toBe("connected");
  expect(texts(result.current)).toEqual(["안녕"]);
  await soon(() => result.current.sendMessage("반가워요"));
  expect(texts(result.current)).toEqual(["안녕", "반가워요"]);
  expect(result.current.messages.at(-1)?.state).toBe("sent");
});

test("what I send is there in the same moment", async () => {
  const { result } = renderHook(() => useChatWebSocket("madang"), { wrapper: around });
  await soon();
  act(() => void result.current.sendMessage("바로"));
  expect(texts(result.current)).toEqual(["바로"]);
});

test("many mounts share one subscription: one page is asked for, all see the same snapshot", async () => {
  server.asked.length = 0;
  const seen: (readonly unknown[])[] = [];
  function Reader() {
    seen.push(useChatWebSocket("attic").messages);
    return null;
  }
  render(
    <>
      <Reader />
      <Reader />
      <Reader />
    </>,
    { wrapper: around },
  );
  await soon();
  expect(server.asked.filter((path) => path.includes("/messages"))).toHaveLength(1);
  expect(server.connections).toBe(1);
  await soon(() => server.says("bob", "attic", "모두에게"));
  expect(new Set(seen.slice(-3)).size).toBe(1);
});

test("a message on its way arrives though everything was unmounted", async () => {
  const { result, unmount } = renderHook(() => useChatWebSocket("madang"), { wrapper: around });
  await soon();
  result.current.sendMessage("떠나면서 한마디");
  unmount();
  await server.clock.advance(1000);
  expect(server.room("madang").messages.map((message) => message.text)).toEqual(["떠나면서 한마디"]);
});

test("another room never shows the old one, not for one render", async () => {
  server.says("bob", "madang", "마당 이야기");
  server.says("bob", "kitchen", "부엌 이야기");
  const wrong: string[] = [];
  const { rerender, result } = renderHook(
    ({ roomId }: { roomId: string }) => {
      const chat = useChatWebSocket(roomId);
      wrong.push(
        ...chat.messages.filter((message) => message.room !== roomId).map((message) => message.text),
      );
      return chat;
    },
    { wrapper: around, initialProps: { roomId: "madang" } },
  );
  await soon();
  expect(texts(result.current)).toEqual(["마당 이야기"]);
  rerender({ roomId: "kitchen" });
  await soon();
  expect(texts(result.current)).toEqual(["부엌 이야기"]);
  expect(wrong).toEqual([]);
});

test("commands keep their identity", async () => {
  const { result } = renderHook(() => useChatWebSocket("madang"), { wrapper: around });
  await soon();
  const { sendMessage } = result.current;
  await soon(() => server.says("bob", "madang", "새 소식"));
  expect(result.current.sendMessage).toBe(sendMessage);
});

test("a room I am not in is joined, once: who leaves stays out", async () => {
  server.addRoom("garden", "bob");
  const { result } = renderHook(() => ({ chat: useChatWebSocket("garden"), room: useRoomHandle("garden") }), {
    wrapper: around,
  });
  await soon();
  expect(result.current.chat.joined).toBe(true);
  await soon(() => void result.current.room.leave());
  expect(result.current.chat.joined).toBe(false);
});

test("with join: false the door stays as it is", async () => {
  server.addRoom("garden", "bob");
  const { result } = renderHook(() => useChatWebSocket("garden", { join: false }), { wrapper: around });
  await soon();
  expect(result.current.joined).toBe(false);
});

test("one message renders again only when it changed", async () => {
  const first = server.says("bob", "madang", "처음");
  let renders = 0;
  renderHook(
    () => {
      useRoomHandle("madang").open();
      renders += 1;
      return useMessage("madang", first.id);
    },
    { wrapper: ({ children }) => <MadangProvider client={client}>{children}</MadangProvider> },
  );
  await soon();
  const before = renders;
  await soon(() => server.says("bob", "madang", "다른 이야기"));
  expect(renders).toBe(before);
  await soon(() => server.edits("bob", "madang", first.id, "고쳤어요"));
  expect(renders).toBeGreaterThan(before);
});

test("the connection is told as it is", async () => {
  const { result } = renderHook(() => useChatWebSocket("madang"), { wrapper: around });
  await soon();
  await soon(() => {
    server.troubles.down = true;
    server.drop();
  });
  expect(["waiting", "connecting"]).toContain(result.current.status);
  act(() => void result.current.sendMessage("끊긴 동안"));
  expect(texts(result.current)).toEqual(["끊긴 동안"]);
  server.troubles.down = false;
  await act(() => server.clock.advance(60_000));
  expect(result.current.status).toBe("connected");
  expect(result.current.messages.map((message) => message.state)).toEqual(["sent"]);
});
