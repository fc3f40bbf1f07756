import type { Outgoing } from '../channels/channel.ts'

/** Somebody whose response can carry the first answer to a message. */
export interface Waiter {
  /** The message. */
  seq: number
  give(answer: Outgoing | null): void
}

/** Requests of vendors that wait for an answer to read it off the response. They wait in memory: whoever does not hear asks again. */
export class Passive {
  readonly #waiting: (Waiter & { route: string })[] = []

  /** Waits for the first answer by this route; null when none comes in time. */
  wait(route: string, seq: number, ms: number): Promise<Outgoing | null> {
    return new Promise((resolve) => {
      const waiter = {
        route,
        seq,
        give: (answer: Outgoing | null) => {
          clearTimeout(timer)
          this.#waiting.splice(this.#waiting.indexOf(waiter), 1)
          resolve(answer)
        },
      }
      const timer = setTimeout(() => waiter.give(null), ms)
      this.#waiting.push(waiter)
    })
  }

  /** Who has waited for longest. It waits on until something is given. */
  first(route: string): Waiter | null {
    return this.#waiting.find((waiter) => waiter.route === route) ?? null
  }

  /** Nobody waits any more. */
  end(): void {
    for (const waiter of [...this.#waiting]) waiter.give(null)
  }
}
