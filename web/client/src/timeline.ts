// The timeline of one room: the window on the log, the pages that fill it, my edits over it and my
// waiting messages behind it.
import { confirm, type Edit, type Edits, settle } from "./edits.js";
import { History, PAGE } from "./history.js";
import type { Ground, Wish } from "./house.js";
import { runAround } from "./log.js";
import { Derived } from "./observable.js";
import { done, type Failure, type Result } from "./result.js";
import { sameTimeline, timelineView } from "./snapshots.js";
import type { TimelineView } from "./views.js";
import { atTheEnd, follow, holdsEnd, shown, type Window } from "./window.js";
import type { Page } from "./wire.gen.js";

/** A stretch this long is worth showing while nothing else is fetched. */
const ENOUGH = PAGE / 2;

export class Timeline {
  readonly view: Derived<TimelineView>;
  readonly #ground: Ground;
  readonly #history: History;
  #window: Window = atTheEnd;
  #edits: Edits = [];
  #jumps = 0;
  /** The lowest place there is. */
  #floor = 1;

  constructor(ground: Ground) {
    this.#ground = ground;
    const { id, house } = ground;
    const age = () => ground.record.age;
    this.#history = new History({ world: house.world, room: id, age, changed: () => this.view.touch() });
    this.view = new Derived(() => this.#draw(), sameTimeline);
  }

  get isLoading(): boolean {
    return this.#history.loading !== "none";
  }

  /** The log changed. */
  follow(): void {
    this.#look(this.#window);
    this.#edits = settle(this.#edits, this.#ground.record.log);
  }

  /** The log was dropped. */
  restart(): void {
    this.#floor = 1;
    this.#edits = [];
    this.#look(atTheEnd);
  }

  fail(failure: Failure): void {
    this.#history.failure = failure;
    this.view.touch();
  }

  /** A failure of the network says nothing about the next try. */
  forgive(): void {
    if (this.#history.failure?.code === "offline") this.#history.failure = null;
    this.view.touch();
  }

  /** Fetches the live end if somebody looks and no news will bring it. */
  tend(): void {
    const { record, isOpen } = this.#ground;
    const comes = record.phase === "behind" || record.phase === "gap";
    if (isOpen && this.#window.attached && !holdsEnd(record) && !(comes && record.log.length > 0))
      void this.#newest();
  }

  older(): Promise<Result> {
    const first = this.#edge("first");
    if (first === null) return this.#newest();
    if (first <= this.#floor) return Promise.resolve(done);
    return this.#history.load("older", `&before=${first}`, (page) => {
      if (page.messages.length === 0) this.#floor = first;
      this.#ground.take(page);
    });
  }

  newer(): Promise<Result> {
    const last = this.#edge("last");
    if (last === null || this.#window.attached) return Promise.resolve(done);
    return this.#history.load("newer", `&after=${last}`, (page) => this.#ground.take(page));
  }

  jumpTo(seq: number): Promise<Result> {
    const jump = ++this.#jumps;
    if (this.#shows(seq)) return Promise.resolve(done);
    const there: Window = { attached: false, anchor: seq };
    const run = runAround(this.#ground.record.log, seq);
    if (run === null || run.end - run.start < ENOUGH) {
      // Who jumped elsewhere meanwhile is not pulled back.
      return this.#fetch(`&around=${seq}`, () => jump === this.#jumps && this.#look(there));
    }
    this.#look(there);
    return Promise.resolve(done);
  }

  jumpToLatest(): Promise<Result> {
    this.#jumps += 1;
    this.#look(atTheEnd);
    return this.#window.anchor === null ? this.#newest() : Promise.resolve(done);
  }

  /** Lays a change over the log until it is confirmed there, or takes it off. */
  async change(id: string, text: string | null, wish: Wish): Promise<Result> {
    const { clock } = this.#ground.house.world;
    const edit: Edit = { message: id, text, at: new Date(clock.now()).toISOString(), rev: null };
    this.#setEdits([...this.#edits, edit]);
    const answer = await this.#ground.house.ask(wish);
    const rev = answer.ok ? (answer.value.rev ?? 0) : null;
    this.#setEdits(
      rev === null ? this.#edits.filter((other) => other !== edit) : confirm(this.#edits, edit, rev),
    );
    return answer.ok ? done : answer;
  }

  #newest(): Promise<Result> {
    const jump = this.#jumps;
    return this.#fetch("", (page) => {
      const anchor = page.messages.at(-1)?.seq ?? null;
      if (jump === this.#jumps) this.#look({ attached: true, anchor });
    });
  }

  #fetch(query: string, then: (page: Page) => void): Promise<Result> {
    if (this.#ground.record.face !== null && this.#ground.record.seq === 0) return Promise.resolve(done);
    return this.#history.load("first", query, (page) => {
      this.#ground.take(page);
      then(page);
    });
  }

  #shows(seq: number): boolean {
    const first = this.#edge("first");
    const last = this.#edge("last");
    return first !== null && last !== null && first <= seq && seq <= last;
  }

  #edge(side: "first" | "last"): number | null {
    const { log } = this.#ground.record;
    const run = shown(this.#window, log);
    if (run === null) return null;
    return log[side === "first" ? run.start : run.end - 1]?.seq ?? null;
  }

  #look(window: Window): void {
    this.#window = follow(window, this.#ground.record);
    this.view.touch();
  }

  #setEdits(edits: Edits): void {
    this.#edits = settle(edits, this.#ground.record.log);
    this.view.touch();
  }

  #draw(): TimelineView {
    const { record, house, id } = this.#ground;
    const waiting = house.outbox.of(id);
    return timelineView({
      record,
      waiting,
      window: this.#window,
      edits: this.#edits,
      history: this.#history,
      floor: this.#floor,
    });
  }
}
