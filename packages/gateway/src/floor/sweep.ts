import { LIMITS } from '@baton/protocol'
import type { FloorState } from '@baton/relay/floor'
import type { Timers } from '../durable/timers.ts'
import type { FloorTimer } from './ledger.ts'
import type { FloorSockets } from './sockets.ts'

const EVERY_MS = 20_000
const CLOCK_LEEWAY_MS = 1_000

/**
 * Looks after sockets that nobody closes: those that never said hello, and peers that went without a word. It runs only
 * while somebody would suffer from a dead desk, so a quiet floor hibernates.
 */
export class Sweep {
  readonly #sockets: FloorSockets
  readonly #timers: Timers<FloorTimer>

  constructor(sockets: FloorSockets, timers: Timers<FloorTimer>) {
    this.#sockets = sockets
    this.#timers = timers
  }

  expectHello(now: number): void {
    if (!this.#timers.has('sweep', 'hello')) this.#timers.set('sweep', 'hello', now + LIMITS.helloMs)
  }

  /** A sign-in ends then, and its sockets with it. A second later, for clocks that differ. */
  expectEnd(login: string, endsAt: number, now: number): void {
    if (!this.#timers.has('sweep', login)) this.#timers.set('sweep', login, Math.max(endsAt, now) + CLOCK_LEEWAY_MS)
  }

  watch(state: FloorState, now: number): void {
    // The row first: looking at every session and socket takes long on a large floor, and is seldom needed.
    if (this.#timers.has('sweep', '')) return
    const isNeeded =
      [...state.items.values()].some(({ stage }) => stage.at !== 'queued') && this.#sockets.open().length > 0
    if (isNeeded) this.#timers.set('sweep', '', now + EVERY_MS)
  }

  /** Returns the agents of whom a socket was closed. */
  run(now: number): Set<string> {
    const closed = this.#sockets.sweep(now)
    if (this.#sockets.open().some((ws) => !this.#sockets.of(ws).greeted)) this.expectHello(now)
    return closed
  }
}
