// The connection: one socket at a time, opened, watched and dropped as the machine says. Knows frames
// only as text that came and went; what they mean is for the client.
// oxlint-disable unicorn/prefer-add-event-listener -- letting go of a socket is one line this way
import { Cell, type Observable } from "./observable.js";
import { idle, type Input, type Machine, step } from "./machine.js";
import type { Socket, World } from "./options.js";
import type { ConnectionStatus } from "./views.js";
import type { ClientFrame, Hello, ServerFrame } from "./wire.gen.js";

/** A healthy server writes at least every 25 s. */
const SILENCE = 35_000;
const PATIENCE_FOR_WELCOME = 15_000;
/** After a command was said something should be heard much sooner. */
const PATIENCE_FOR_ANSWER = 5000;
const OPEN = 1;

export interface Ears {
  hello(): Hello;
  /** All frames of one text, in order; `welcome` among them is told before `connected`. */
  hear(frames: readonly ServerFrame[]): void;
  lost(): void;
  /** Still connected, and the network, the focus or the page came back. */
  woken(): void;
}

export class Connection {
  readonly #status = new Cell<ConnectionStatus>(statusOf(idle));
  readonly #world: World;
  readonly #ears: Ears;
  #machine: Machine = idle;
  #socket: Socket | null = null;
  #heardAt = 0;
  /** When a command was said after which nothing has been heard yet. */
  #askedAt: number | null = null;
  #retryAfter: number | null = null;
  #stopTimer = (): void => undefined;
  #stopWaking = (): void => undefined;

  constructor(world: World, ears: Ears) {
    this.#world = world;
    this.#ears = ears;
  }

  get status(): Observable<ConnectionStatus> {
    return this.#status;
  }

  start(): void {
    this.#stopWaking();
    const { environment } = this.#world;
    const stops = [
      environment.onWake(() => this.#wake()),
      environment.onGone?.(() => this.#lose(4000, "The network is gone.")),
    ];
    this.#stopWaking = () => stops.forEach((stop) => stop?.());
    this.#move({ type: "wanted" });
  }

  stop(code: number, reason: string): void {
    this.#stopWaking();
    this.#move({ type: "stopped", code, reason });
  }

  /** False when there is no connection to say it on. */
  send(frame: ClientFrame): boolean {
    if (this.#machine.at !== "connected" || this.#socket?.readyState !== OPEN) return false;
    this.#socket.send(JSON.stringify(frame));
    if ("ref" in frame && this.#askedAt === null) {
      this.#askedAt = this.#world.clock.now();
      this.#watch();
    }
    return true;
  }

  /** Drops a connection that cannot be trusted any more and makes a new one. */
  renew(reason: string): void {
    this.#lose(4000, reason);
  }

  #move(input: Input): void {
    const { clock, random } = this.#world;
    const before = this.#machine;
    const next = step(before, input, clock.now(), random);
    if (next === before) return;
    this.#machine = next;
    this.#stopTimer();
    if (next.at === "waiting" || next.at === "closed") this.#drop();
    this.#status.set(statusOf(next));
    if (before.at === "connected") this.#ears.lost();
    this.#enter(next);
  }

  #enter(machine: Machine): void {
    const now = this.#world.clock.now();
    if (machine.at === "waiting") this.#after(machine.retryAt - now, () => this.#move({ type: "due" }));
    if (machine.at === "connected") this.#watch();
    if (machine.at !== "connecting") return;
    this.#after(PATIENCE_FOR_WELCOME, () => this.#lose(4000, "No welcome came."));
    this.#dial();
  }

  #after(delay: number, call: () => void): void {
    this.#stopTimer();
    this.#stopTimer = this.#world.clock.after(Math.max(0, delay), call);
  }

  /** One timer that looks back, instead of one new timer for every frame. */
  #watch(): void {
    const left = this.#trustedUntil() - this.#world.clock.now();
    if (left <= 0) this.#lose(4003, "The server is silent.");
    else this.#after(left, () => this.#watch());
  }

  #trustedUntil(): number {
    const longest = this.#heardAt + SILENCE;
    return this.#askedAt === null ? longest : Math.min(longest, this.#askedAt + PATIENCE_FOR_ANSWER);
  }

  /** Timers sleep with the machine: after a wake the silence may be long over. */
  #wake(): void {
    if (this.#machine.at === "connected") this.#watch();
    if (this.#machine.at === "connected") this.#ears.woken();
    this.#move({ type: "due" });
  }

  #lose(code: number, reason: string): void {
    const retryAfter = this.#retryAfter;
    this.#retryAfter = null;
    this.#move({ type: "lost", code, reason, retryAfter });
  }

  #drop(): void {
    const socket = this.#socket;
    this.#socket = null;
    if (socket === null) return;
    socket.onopen = socket.onmessage = socket.onclose = socket.onerror = null;
    socket.close();
  }

  #dial(): void {
    const socket = this.#open();
    if (socket === null) return this.#lose(4000, "The socket could not be opened.");
    this.#socket = socket;
    this.#heardAt = this.#world.clock.now();
    this.#askedAt = null;
    this.#retryAfter = null;
    socket.onopen = () => socket.send(JSON.stringify(this.#ears.hello()));
    socket.onmessage = (event: { data: unknown }) => this.#read(event.data);
    socket.onclose = (event: { code: number; reason: string }) => this.#lose(event.code, event.reason);
  }

  #open(): Socket | null {
    const { WebSocket, url } = this.#world;
    try {
      return new WebSocket(`${url.replace(/^http/, "ws")}/api/socket`, ["madang.v1"]);
    } catch {
      return null;
    }
  }

  #read(text: unknown): void {
    this.#heardAt = this.#world.clock.now();
    this.#askedAt = null;
    const frames = parse(text);
    if (frames === null) return this.#lose(4000, "The server sent something that is no frame.");
    this.#ears.hear(frames);
    for (const frame of frames) this.#obey(frame);
  }

  #obey(frame: ServerFrame): void {
    if (frame.type === "ping") this.send({ type: "pong" });
    if (frame.type !== "bye") return;
    this.#retryAfter = frame.retry_after ?? null;
    this.#lose(frame.code, frame.reason);
  }

  /** Called by whoever understood the welcome, so that what waits for it can be said at once. */
  welcomed(): void {
    this.#move({ type: "welcomed" });
  }
}

function parse(text: unknown): readonly ServerFrame[] | null {
  try {
    const value: unknown = JSON.parse(String(text));
    const frames = Array.isArray(value) ? value : [value];
    return frames.every((frame) => typeof frame?.type === "string") ? frames : null;
  } catch {
    return null;
  }
}

function statusOf(machine: Machine): ConnectionStatus {
  switch (machine.at) {
    case "closed":
      return { state: "closed", code: machine.code, reason: machine.reason };
    case "connecting":
      return { state: "connecting", attempt: machine.attempt, since: machine.since };
    case "connected":
      return { state: "connected" };
    case "waiting": {
      const { attempt, retryAt, since } = machine;
      return { state: "waiting", attempt, retryAt, since };
    }
  }
}
