// Who is in a room, and who of them is here now. The list is fetched once and lives on by news.
import type { Ground } from "./house.js";
import { pathOf } from "./house.js";
import { ask } from "./http.js";
import { Cell, Derived } from "./observable.js";
import { sameList, sameSet } from "./same.js";
import { keepSame, memberViews } from "./snapshots.js";
import type { MemberView, PresenceView } from "./views.js";
import type { Members as MemberList, Presence } from "./wire.gen.js";

const nobody: PresenceView = { count: 0, here: new Set() };

export class Members {
  readonly view: Derived<readonly MemberView[]>;
  readonly presence = new Cell<PresenceView>(
    nobody,
    (a, b) => a.count === b.count && sameSet(a.here, b.here),
  );
  readonly #ground: Ground;
  #views: readonly MemberView[] = [];
  /** Of what is held when the list was fetched; another age needs another list. */
  #fetchedAt = -1;
  #watched = false;
  #busy = false;

  constructor(ground: Ground) {
    this.#ground = ground;
    this.view = new Derived(
      () => this.#draw(),
      sameList,
      () => this.#watch(),
    );
    this.presence.subscribe(() => this.view.touch());
  }

  heard({ count, here }: Presence): void {
    this.presence.set({ count, here: new Set(here) });
  }

  clear(): void {
    this.presence.set(nobody);
  }

  /** Fetches the list if somebody wants names and it is not here. */
  async tend(): Promise<void> {
    const { record, house, isOpen, id } = this.#ground;
    const wanted = (isOpen || this.#watched) && record.joined && house.isConnected();
    if (!wanted || this.#busy || this.#fetchedAt === record.age) return;
    this.#busy = true;
    const answer = await ask<MemberList>(house.world, "GET", `${pathOf(id)}/members`);
    this.#busy = false;
    if (record.age !== this.#ground.record.age) return this.tend();
    if (!answer.ok) return;
    this.#fetchedAt = record.age;
    this.#ground.take({ messages: [], members: answer.value.members });
  }

  #watch(): void {
    this.#watched = true;
    void this.tend();
  }

  #draw(): readonly MemberView[] {
    this.#views = keepSame(this.#views, memberViews(this.#ground.record, this.presence.get().here));
    return this.#views;
  }
}
