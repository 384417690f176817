// The small client that the plain protocol is made for: it hears what others say and says its own.
// The protocol promises nothing about what was on its way when the line broke, so after coming back it
// reads the history, takes what it missed, and says again only what is not there.
import type { Message } from "./guest.ts";

export type Heard = Pick<Message, "id" | "seq" | "text">;

export class PlainClient {
  readonly heard = new Map<string, Heard>();
  readonly said: string[] = [];
  /** Ids that came more than once on the socket: there must be none. */
  readonly twice: string[] = [];
  readonly #url: string;
  readonly #history: () => Promise<readonly Message[]>;
  readonly #live = new Set<string>();
  #socket: WebSocket | null = null;
  #stopped = false;

  constructor(url: string, history: () => Promise<readonly Message[]>) {
    this.#url = url;
    this.#history = history;
    this.#connect();
  }

  says(text: string): void {
    this.said.push(text);
    this.#socket?.send(JSON.stringify({ text }));
  }

  leaves(): void {
    this.#stopped = true;
    this.#socket?.close();
  }

  #connect(): void {
    const socket = new WebSocket(this.#url);
    socket.addEventListener("message", ({ data }) => this.#hears(JSON.parse(String(data))));
    socket.addEventListener("open", () => void this.#catchesUp(socket).catch(() => socket.close()));
    socket.addEventListener("close", () => {
      this.#socket = null;
      if (!this.#stopped) setTimeout(() => this.#connect(), 100);
    });
  }

  #hears({ id, seq, message }: { id: string; seq: number; message: string }): void {
    if (this.#live.has(id)) this.twice.push(id);
    this.#live.add(id);
    this.heard.set(id, { id, seq, text: message });
  }

  async #catchesUp(socket: WebSocket): Promise<void> {
    const history = await this.#history();
    const missed = history.filter(({ text }) => !this.said.includes(text));
    for (const { id, seq, text } of missed) this.heard.set(id, { id, seq, text });
    const kept = new Set(history.map(({ text }) => text));
    for (const text of this.said.filter((one) => !kept.has(one))) socket.send(JSON.stringify({ text }));
    if (socket.readyState === WebSocket.OPEN) this.#socket = socket;
  }
}
