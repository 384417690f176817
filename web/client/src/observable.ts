// Values that can be read at any moment and watched. A snapshot keeps its identity until it really
// changed, and nobody is told in the middle of a batch: one frame of a hundred events rings once.

export interface Observable<T> {
  get(): T;
  /** Calls the listener after each change; returns the way to stop. */
  subscribe(listener: () => void): () => void;
}

type Same<T> = (a: T, b: T) => boolean;

let depth = 0;
const due = new Set<() => void>();

export function batch<T>(work: () => T): T {
  depth += 1;
  try {
    return work();
  } finally {
    depth -= 1;
    if (depth === 0) ringAll();
  }
}

function ringAll(): void {
  while (due.size > 0) {
    const rings = [...due];
    due.clear();
    for (const ring of rings) ring();
  }
}

function later(ring: () => void): void {
  due.add(ring);
  if (depth === 0) ringAll();
}

/** A listener that throws is its owner's bug; it must not silence the others. */
function call(listener: () => void): void {
  try {
    listener();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}

class Listeners {
  readonly #all = new Set<{ call: () => void }>();

  get any(): boolean {
    return this.#all.size > 0;
  }

  add(listener: () => void): () => void {
    const entry = { call: listener };
    this.#all.add(entry);
    return () => void this.#all.delete(entry);
  }

  ring(): void {
    for (const entry of [...this.#all]) if (this.#all.has(entry)) call(entry.call);
  }
}

/** A value that is set. */
export class Cell<T> implements Observable<T> {
  readonly #listeners = new Listeners();
  readonly #ring = () => this.#listeners.ring();
  #value: T;
  readonly #same: Same<T>;

  constructor(value: T, same: Same<T> = Object.is) {
    this.#value = value;
    this.#same = same;
  }

  get(): T {
    return this.#value;
  }

  set(value: T): void {
    if (this.#same(this.#value, value)) return;
    this.#value = value;
    later(this.#ring);
  }

  subscribe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }
}

/** A value computed from others: on demand when nobody watches, once per batch when somebody does. */
export class Derived<T> implements Observable<T> {
  readonly #listeners = new Listeners();
  readonly #compute: () => T;
  readonly #same: Same<T>;
  readonly #onWatched: () => void;
  #held: { value: T } | null = null;
  #stale = true;

  constructor(compute: () => T, same: Same<T> = Object.is, onWatched: () => void = () => undefined) {
    this.#compute = compute;
    this.#same = same;
    this.#onWatched = onWatched;
  }

  get(): T {
    if (this.#held !== null && !this.#stale) return this.#held.value;
    const value = this.#compute();
    this.#stale = false;
    if (this.#held === null || !this.#same(this.#held.value, value)) this.#held = { value };
    return this.#held.value;
  }

  /** Says that an ingredient changed. */
  touch(): void {
    this.#stale = true;
    if (this.#listeners.any) later(this.#ring);
  }

  subscribe(listener: () => void): () => void {
    const first = !this.#listeners.any;
    if (first) this.#told = this.get();
    const stop = this.#listeners.add(listener);
    if (first) this.#onWatched();
    return stop;
  }

  #told: T | undefined;
  readonly #ring = (): void => {
    const value = this.get();
    if (Object.is(value, this.#told)) return;
    this.#told = value;
    this.#listeners.ring();
  };
}
