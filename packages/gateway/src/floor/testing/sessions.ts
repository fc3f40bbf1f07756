import type { QueuePlace } from '@baton/protocol'
import type { HeldSession, PassResult } from '../../session/rooms.ts'

type PassRequest = Parameters<HeldSession['pass']>[0]

/** Sessions outside the floor under test: they keep the baton's compare-and-set and remember what they were told. */
export class Sessions {
  readonly standing = new Map<string, { holder: string; fence: number }>()
  readonly passes: PassRequest[] = []
  readonly places: (QueuePlace | null)[] = []
  readonly settled: string[] = []
  readonly dismissed: (Parameters<HeldSession['dismiss']>[0] & { session: string })[] = []
  answering = true

  room(session: string): HeldSession {
    return {
      pass: async (request): Promise<PassResult> => {
        if (!this.answering) throw new Error('the session is out of reach')
        this.passes.push(request)
        const now = this.standing.get(session) ?? { holder: 'queue', fence: request.expectedFence }
        const target = request.to === 'queue' ? 'queue' : `agent:${request.to.agent.id}`
        const isDone = now.holder === target && now.fence === request.expectedFence + 1
        if (!isDone && now.fence !== request.expectedFence) {
          return { ok: false, current: { holder: 'bot', fence: now.fence } }
        }
        this.standing.set(session, { holder: target, fence: request.expectedFence + 1 })
        return { ok: true, fence: request.expectedFence + 1 }
      },
      dismiss: async (request) => {
        this.dismissed.push({ ...request, session })
      },
      settle: async () => {
        this.settled.push(session)
      },
      glance: async ({ handoffId }) => ({
        brief: null,
        said: [{ by: 'customer', text: `words of ${handoffId}`, at: 1 }],
      }),
      placeInQueue: async ({ place }) => {
        this.places.push(place)
      },
    }
  }
}
