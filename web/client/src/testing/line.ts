// One connection of the test server, and the WebSocket class that a client opens it with. Delivery is
// asynchronous in both directions, and in order.
import type { Socket, SocketMaker } from "../options.js";
import type { ServerFrame } from "../wire.gen.js";

export interface Line {
  /** Who it is; null before the hello. */
  person: string | null;
  readonly isOpen: boolean;
  tell(...frames: ServerFrame[]): void;
  close(code: number, reason?: string): void;
}

export interface Reception {
  /** False: nobody answers, the socket fails to open. */
  accepts(): boolean;
  arrived(line: Line): void;
  said(line: Line, text: string): void;
  left(line: Line): void;
}

export function socketMaker(reception: Reception): SocketMaker {
  return class extends TestSocket {
    constructor() {
      super(reception);
    }
  };
}

class TestSocket implements Socket, Line {
  readyState = 0;
  onopen: ((event: never) => void) | null = null;
  onmessage: ((event: never) => void) | null = null;
  onclose: ((event: never) => void) | null = null;
  onerror: ((event: never) => void) | null = null;
  person: string | null = null;
  readonly #reception: Reception;

  constructor(reception: Reception) {
    this.#reception = reception;
    queueMicrotask(() => this.#open());
  }

  get isOpen(): boolean {
    return this.readyState === 1;
  }

  /** The client speaks. */
  send(text: string): void {
    if (!this.isOpen) return;
    queueMicrotask(() => this.isOpen && this.#reception.said(this, text));
  }

  /** The server speaks. */
  tell(...frames: ServerFrame[]): void {
    if (!this.isOpen || frames.length === 0) return;
    const data = JSON.stringify(frames.length === 1 ? frames[0] : frames);
    queueMicrotask(() => this.isOpen && this.onmessage?.({ data } as never));
  }

  /** Either side hangs up. What was told before still arrives. */
  close(code = 1005, reason = ""): void {
    queueMicrotask(() => this.#closed(code, reason));
  }

  #open(): void {
    if (this.readyState !== 0) return;
    if (!this.#reception.accepts()) return this.#closed(1006, "");
    this.readyState = 1;
    this.#reception.arrived(this);
    this.onopen?.({} as never);
  }

  #closed(code: number, reason: string): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.#reception.left(this);
    this.onclose?.({ code, reason } as never);
  }
}
