import type { ClientFrame } from '@baton/protocol/wire'
import type { Platform } from '../platform.ts'
import { BatonError, networkProblem } from '../problem.ts'
import type { ClientProblem, RevealedOriginal, RevealRequest } from '../types.ts'

const ANSWER_MS = 10_000

interface Waiting {
  done(original: RevealedOriginal): void
  fail(problem: ClientProblem): void
}

/** Originals that were asked for on this socket. Nothing of it is kept: who loses the answer asks again. */
export interface Reveals {
  /** Rejects with a `ClientProblem`. */
  ask(request: RevealRequest): Promise<RevealedOriginal>
  revealed(id: string, original: RevealedOriginal): void
  /** Whether the refused command was one of these. */
  refused(id: string, problem: ClientProblem): boolean
  /** The socket is gone. */
  stop(): void
}

export function createReveals(platform: Platform, newId: () => string, send: (frame: ClientFrame) => boolean): Reveals {
  const waiting = new Map<string, Waiting>()

  function take(id: string): Waiting | undefined {
    const found = waiting.get(id)
    waiting.delete(id)
    return found
  }

  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        const id = newId()
        const fail = (problem: ClientProblem) => reject(new BatonError(problem))
        if (!send({ type: 'send', id, body: { kind: 'reveal', ...request } })) return fail(networkProblem)
        const stopTimer = platform.after(ANSWER_MS, () => take(id)?.fail(networkProblem))
        const ended =
          <T>(end: (result: T) => void) =>
          (result: T) => {
            stopTimer()
            end(result)
          }
        waiting.set(id, { done: ended(resolve), fail: ended(fail) })
      }),
    revealed: (id, original) => take(id)?.done(original),
    refused(id, problem) {
      const asked = take(id)
      asked?.fail(problem)
      return asked !== undefined
    },
    stop() {
      for (const id of [...waiting.keys()]) take(id)?.fail(networkProblem)
    },
  }
}
