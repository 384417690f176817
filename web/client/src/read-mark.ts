// My read mark in one room, on its way to the server: only the furthest place counts, a few wishes in
// a row become one command, and what a drop swallowed is said again after it.
import type { Clock } from './clock.js'
import type { Result } from './result.js'
import type { Done } from './wire.gen.js'

const GATHERS = 250
const PAUSE = 5_000

export interface Scribe {
  readonly clock: Clock
  readonly tell: (seq: number) => Promise<Result<Done>>
  readonly told: (read: number, unread: number) => void
}

export class ReadMark {
  readonly #scribe: Scribe
  #wanted = 0
  #known = 0
  #busy = false

  constructor(scribe: Scribe) {
    this.#scribe = scribe
  }

  /** The furthest place I have read, whether the server knows or not. */
  get wanted(): number {
    return this.#wanted
  }

  want(seq: number): void {
    if (seq <= this.#wanted) return
    this.#wanted = seq
    this.#later(GATHERS)
  }

  /** What the server has. */
  known(read: number): void {
    this.#known = Math.max(this.#known, read)
  }

  /** After a catch-up or a pause: tells what is not told yet. */
  async flush(): Promise<void> {
    if (this.#busy || this.#wanted <= this.#known) return
    this.#busy = true
    const seq = this.#wanted
    const answer = await this.#scribe.tell(seq)
    this.#busy = false
    if (answer.ok) this.#settled(seq, answer.value)
    else if (lasting(answer.code)) this.forget()
    else this.#later(answer.retryAfter === undefined ? PAUSE : answer.retryAfter * 1000)
  }

  forget(): void {
    this.#wanted = 0
    this.#known = 0
  }

  #settled(seq: number, { read, unread }: Done): void {
    this.known(read ?? seq)
    this.#scribe.told(read ?? seq, unread ?? 0)
    void this.flush()
  }

  #later(delay: number): void {
    this.#scribe.clock.after(delay, () => void this.flush())
  }
}

/** While there is no connection the next catch-up flushes; waiting for it costs nothing. */
function lasting(code: string): boolean {
  return !['offline', 'unknown', 'too_fast', 'unavailable', 'internal', 'no_session'].includes(code)
}
