import type { ClientFrame, ServerFrame } from '@baton/protocol/wire'
import type { Platform } from '../platform.ts'
import { BatonError, networkProblem, problemOf } from '../problem.ts'
import type { SessionClient } from '../types.ts'

/** What of a session is needed to ask it something. */
export type Line = Pick<SessionClient, 'tell' | 'on' | 'address'>

const ANSWER_MS = 10_000

/**
 * Sends one frame and waits for the one that answers it: `answer` picks it, `refusal` the one that says no. Rejects with a
 * `BatonError`, also when nothing comes in time or the line is down.
 */
export function exchange<Answer>(
  line: Line,
  platform: Pick<Platform, 'after'>,
  frame: ClientFrame,
  answer: (heard: ServerFrame) => Answer | null,
  refusal: (heard: ServerFrame) => boolean,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const end = () => {
      stopHearing()
      stopWaiting()
    }
    const stopHearing = line.on('frame', (heard) => {
      const found = answer(heard)
      if (found === null && !refusal(heard)) return
      end()
      if (found === null) reject(new BatonError(problemOf(heard)))
      else resolve(found)
    })
    const fail = () => {
      end()
      reject(new BatonError(networkProblem))
    }
    const stopWaiting = platform.after(ANSWER_MS, fail)
    if (!line.tell(frame)) fail()
  })
}
