// Somebody who speaks HTTP: prepares rooms and conversations, and reads what the store really holds.
import { randomBytes } from "node:crypto";
import type { House } from "./house.ts";

export interface Message {
  readonly id: string;
  readonly author: string;
  readonly seq: number;
  readonly text: string;
  readonly deleted: boolean;
}

/** Of everybody who has an account. */
export const PASSWORD = "감나무 아래에서 만나요";

export class Guest {
  readonly id: string;
  readonly name: string;
  readonly #house: House;
  readonly #token: string;

  private constructor(house: House, id: string, name: string, token: string) {
    this.#house = house;
    this.id = id;
    this.name = name;
    this.#token = token;
  }

  static arrives(house: House, name: string): Promise<Guest> {
    return Guest.#enters(house, "/session", { name });
  }

  /** Becomes the first owner, of a house that has none. */
  static claims(house: House, name: string, handle: string): Promise<Guest> {
    return Guest.#enters(house, "/house/owner", { house: "새봄협동조합", name, handle, password: PASSWORD });
  }

  /** Comes in by a link; with an account, if a handle is given. */
  static comesBy(house: House, link: string, name: string, handle?: string): Promise<Guest> {
    const account = handle === undefined ? {} : { handle, password: PASSWORD };
    return Guest.#enters(house, "/invitations/accept", { key: link.split("#")[1], name, ...account });
  }

  static async #enters(house: House, path: string, body: object): Promise<Guest> {
    const answer = await fetch(`${house.url}/api${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...body, keep: "token" }),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    const { me, token } = (await answer.json()) as { me: { id: string; name: string }; token: string };
    return new Guest(house, me.id, me.name, token);
  }

  /** The link of a new invitation. */
  async invites(role: "member" | "guest" | "admin", rooms: readonly string[] = []): Promise<string> {
    const wish = { role, rooms, note: "", expires_in: 86_400, uses: 10 };
    return (await this.asks<{ url: string }>("POST", "/invitations", wish)).url;
  }

  async opens(name: string, topic = "", more: object = {}): Promise<string> {
    const id = newId();
    await this.asks("POST", "/rooms", { id, name, topic, ...more });
    return id;
  }

  async joins(room: string): Promise<void> {
    await this.asks("PUT", `/rooms/${room}/members/me`);
  }

  async says(room: string, text: string): Promise<string> {
    const id = newId();
    await this.asks("POST", `/rooms/${room}/messages`, { id, text });
    return id;
  }

  async saysAll(room: string, texts: readonly string[]): Promise<void> {
    for (const text of texts) await this.says(room, text);
  }

  async edits(room: string, message: string, text: string): Promise<void> {
    await this.asks("PATCH", `/rooms/${room}/messages/${message}`, { text });
  }

  async deletes(room: string, message: string): Promise<void> {
    await this.asks("DELETE", `/rooms/${room}/messages/${message}`);
  }

  /** The whole room, page by page. */
  async history(room: string): Promise<Message[]> {
    const all: Message[] = [];
    for (;;) {
      const after = all.at(-1)?.seq ?? 0;
      const { messages } = await this.asks<{ messages: Message[] }>(
        "GET",
        `/rooms/${room}/messages?after=${after}&limit=100`,
      );
      all.push(...messages);
      if (messages.length < 100) return all;
    }
  }

  async asks<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${this.#house.url}/api${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#token}`, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text === "" ? undefined : JSON.parse(text)) as T;
  }
}

/** A UUIDv7. */
export function newId(): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = 0x70 | (bytes.readUInt8(6) & 0x0f);
  bytes[8] = 0x80 | (bytes.readUInt8(8) & 0x3f);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
