import type { Platform } from '../platform.ts'
import { BatonError, networkProblem } from '../problem.ts'
import type { ClientProblem } from '../types.ts'

const PAGE_MS = 10_000

/** The one older page that is on its way. */
export interface Older {
  /** Asks, or joins the request that is out already. `ask` returns its number. Rejects with a `ClientProblem`. */
  load(ask: () => number): Promise<void>
  /** Whether this was the number asked for. */
  arrived(req: number): boolean
  failed(req: number | undefined, problem: ClientProblem): void
  /** The socket is gone. */
  stop(): void
}

export function createOlder(platform: Platform): Older {
  let waiting: { req: number; promise: Promise<void>; end(problem: ClientProblem | null): void } | null = null

  function end(problem: ClientProblem | null) {
    const ended = waiting
    waiting = null
    ended?.end(problem)
  }

  return {
    load(ask) {
      if (waiting) return waiting.promise
      const req = ask()
      let settle: (problem: ClientProblem | null) => void = () => {}
      const promise = new Promise<void>((resolve, reject) => {
        const stop = platform.after(PAGE_MS, () => end(networkProblem))
        settle = (problem) => {
          stop()
          if (problem) reject(new BatonError(problem))
          else resolve()
        }
      })
      waiting = { req, promise, end: settle }
      return promise
    },
    arrived(req) {
      if (waiting?.req !== req) return false
      end(null)
      return true
    },
    failed(req, problem) {
      if (waiting && waiting.req === req) end(problem)
    },
    stop: () => end(networkProblem),
  }
}
