// The road between a window and the house, which can be cut for this window alone.
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import type { House } from "./house.ts";

export class Road {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #whole = true;

  private constructor(house: House) {
    this.#server = createServer((here) => {
      if (!this.#whole) return void here.destroy();
      const there = connect(house.port, "127.0.0.1");
      this.#join(here, there);
      this.#join(there, here);
    });
  }

  static async to(house: House): Promise<Road> {
    const road = new Road(house);
    await new Promise<void>((ready) => void road.#server.listen(0, "127.0.0.1", ready));
    return road;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Everything on it is lost, and nobody gets through any more. */
  cut(): void {
    this.#whole = false;
    for (const socket of this.#sockets) socket.destroy();
  }

  mend(): void {
    this.#whole = true;
  }

  close(): void {
    this.cut();
    this.#server.close();
  }

  #join(from: Socket, to: Socket): void {
    this.#sockets.add(from);
    from.pipe(to);
    from.on("error", () => to.destroy());
    from.on("close", () => {
      this.#sockets.delete(from);
      to.destroy();
    });
  }
}
