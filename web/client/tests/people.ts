// What stories are told with: a server, and clients that are somebody.
import { createClient, type Client, type ClientOptions } from "../src/index.js";
import { TestServer } from "../src/testing/index.js";

export interface Story {
  server: TestServer;
  alice: Client;
}

/** Alice is connected and in the room `madang` with Bob; Bob is only a voice on the server. */
export async function story(options: ClientOptions = {}, said = 0): Promise<Story> {
  const server = new TestServer();
  server.addRoom("madang", "alice", "bob");
  for (let n = 1; n <= said; n += 1) server.says("bob", "madang", `old ${n}`);
  return { server, alice: await arrive(server, "alice", options) };
}

export async function arrive(server: TestServer, name: string, options: ClientOptions = {}): Promise<Client> {
  const client = createClient({ ...server.optionsFor(name), ...options });
  client.start();
  await server.clock.settle();
  return client;
}

export function texts(client: Client, room = "madang"): string[] {
  return client
    .room(room)
    .timeline.get()
    .messages.map(({ text, deleted }) => (deleted ? "(deleted)" : text));
}

export function states(client: Client, room = "madang"): string[] {
  return client
    .room(room)
    .timeline.get()
    .messages.map(({ text, state }) => `${text}: ${state}`);
}

export function valueOf<T>(result: { ok: true; value: T } | { ok: false; code: string }): T {
  if (!result.ok) throw new Error(`Refused: ${result.code}`);
  return result.value;
}

/** How often it rang while this was done. */
export async function rings(
  watched: { subscribe(listener: () => void): () => void },
  work: () => void | Promise<void>,
): Promise<number> {
  let count = 0;
  const stop = watched.subscribe(() => (count += 1));
  await work();
  stop();
  return count;
}
