import type { World } from '@baton/client/testing'
import type { AgentFace } from '@baton/protocol'
import type { PassRequest } from '@baton/relay/session'

/** What a session tells Floor: somebody waits, or nobody does any more. */
export interface FloorCall {
  call: 'enqueue' | 'release'
  handoffId: string
  fence: number
}

export type PassAnswer = { ok: true; fence: number } | { ok: false }

/** Floor as a session meets it: it repeats itself, is late, and asks again for what is long over. */
export interface FloorStandIn {
  readonly place: { is: 'waiting' | 'held'; handoffId: string; fence: number } | null
  readonly isIdle: boolean
  hear(call: FloorCall): void
  /** Somebody is free, and takes who waits or who comes next. */
  accept(agent: AgentFace): void
  /** Who holds the session is gone. */
  drop(): void
  /** Asks once more for something it asked before, in whatever epoch that was. */
  repeat(): void
  /** The session is another one: what was known of it is void. What was asked may still be repeated. */
  forget(): void
}

export function createFloorStandIn(world: World, pass: (request: PassRequest) => PassAnswer): FloorStandIn {
  const asked: PassRequest[] = []
  let place: FloorStandIn['place'] = null
  let free: AgentFace | null = null
  /** The highest fence heard of; what is under it is old news. */
  let fence = 0
  let underway = 0
  let incarnation = 0

  function ask(request: PassRequest) {
    asked.push(request)
    deliver(request)
    if (world.chance(0.4)) deliver(request)
  }

  /** At least once: an answer that is lost is asked for again. */
  function deliver(request: PassRequest) {
    const mine = incarnation
    underway += 1
    world.after(world.random() * 600, () => {
      underway -= 1
      if (world.chance(0.2)) deliver(request)
      const answer = pass(request)
      if (mine === incarnation) settle(request, answer)
    })
  }

  function offer() {
    if (place?.is !== 'waiting' || !free) return
    ask({ handoffId: place.handoffId, expectedFence: place.fence, to: { agent: free }, reason: 'accepted' })
    free = null
  }

  function settle({ handoffId, expectedFence, to }: PassRequest, answer: PassAnswer) {
    if (answer.ok && answer.fence > fence) {
      fence = answer.fence
      place = { is: to === 'queue' ? 'waiting' : 'held', handoffId, fence }
    }
    if (!answer.ok && place?.fence === expectedFence) place = null
    offer()
  }

  return {
    get place() {
      return place
    },
    get isIdle() {
      return underway === 0
    },
    hear(call) {
      if (call.fence <= fence) return
      fence = call.fence
      place = call.call === 'enqueue' ? { is: 'waiting', handoffId: call.handoffId, fence } : null
      offer()
    },
    accept(agent) {
      free = agent
      offer()
    },
    drop() {
      if (place?.is !== 'held') return
      ask({ handoffId: place.handoffId, expectedFence: place.fence, to: 'queue', reason: 'dropped' })
    },
    repeat() {
      const old = asked[Math.floor(world.random() * asked.length)]
      if (old) deliver(old)
    },
    forget() {
      incarnation += 1
      place = null
      fence = 0
    },
  }
}
