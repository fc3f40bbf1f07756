import type { Role, SessionEvent } from '@baton/protocol/wire'
import fc from 'fast-check'
import { createModelGateway, type ModelGateway, visibleTo } from './gateway.ts'
import { createLine, type Line } from './line.ts'
import { createOrigin, type Origin } from './origin.ts'
import { openTab, type Tab } from './tab.ts'
import { createWorld, type World } from './world.ts'

/** Two tabs of one customer, and an agent. */
export const SEATS = [0, 1, 2] as const
export type Seat = (typeof SEATS)[number]

export const roleOf = (at: Seat): Role => (at === 2 ? 'agent' : 'customer')

const seat = fc.constantFrom(...SEATS)
const times = fc.integer({ min: 1, max: 4 })
const ms = fc.oneof(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 400, max: 20_000 }))
const mishap = fc.constantFrom('crash' as const, 'cut' as const, 'down' as const, 'up' as const)
const gesture = fc.constantFrom('wake' as const, 'offline' as const, 'older' as const, 'rate' as const)
const fate = fc.constantFrom('answer' as const, 'pass' as const, 'evict' as const, 'overtake' as const)

/** One thing that happens. */
export const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('say' as const), seat, times }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('wait' as const), ms }) },
  { weight: 7, arbitrary: fc.record({ do: mishap, seat }) },
  { weight: 3, arbitrary: fc.record({ do: gesture, seat }) },
  { weight: 5, arbitrary: fc.record({ do: fate }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restore' as const) }) },
)
export type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** A page that was opened at a seat, with the ids of what it said. */
interface Life {
  at: Seat
  tab: Tab
  said: string[]
  rated: string[]
}

/** Everybody, the network between them and the gateway, and what happened so far. */
export interface Stage {
  world: World
  gateway: ModelGateway
  lives: Life[]
  /** The page that is open at a seat. */
  life(at: Seat): Life
  play(step: Step): Promise<void>
  /** Everything works again; returns when there is nothing left to do and every page has been asked for. */
  calm(): Promise<void>
}

export function createStage(chaos: number): Stage {
  const world = createWorld(chaos)
  const gateway = createModelGateway(world)
  const customers = createOrigin()
  const agents = createOrigin()
  const lives: Life[] = []
  const seats: Record<Seat, { line: Line; origin: Origin }> = {
    0: { line: createLine(world, gateway, { role: 'customer', id: 'c_1' }), origin: customers },
    1: { line: createLine(world, gateway, { role: 'customer', id: 'c_1' }), origin: customers },
    2: { line: createLine(world, gateway, { role: 'agent', id: 'lin' }), origin: agents },
  }

  function open(at: Seat) {
    lives.push({ at, tab: openTab(world, seats[at].origin, seats[at].line), said: [], rated: [] })
  }

  function life(at: Seat): Life {
    const current = lives.findLast((each) => each.at === at)
    if (!current) throw new Error('nobody sits there')
    return current
  }

  function say(at: Seat, count: number) {
    const { tab, said } = life(at)
    for (let n = 0; n < count; n++) {
      const kind = at === 2 && world.chance(0.3) ? 'note' : 'message'
      said.push(tab.session.send({ kind, text: `${at} says something` }))
    }
  }

  async function play(it: Step): Promise<void> {
    switch (it.do) {
      case 'say':
        return say(it.seat, it.times)
      case 'wait':
        return world.advance(it.ms)
      case 'rate': {
        const { tab, rated } = life(it.seat)
        rated.push(tab.session.send({ kind: 'rate', score: 5, tags: [], comment: '' }))
        return
      }
      case 'crash':
        // What was said is kept once the store has answered; a page killed before that has lost it.
        await world.advance(0)
        life(it.seat).tab.crash()
        return open(it.seat)
      case 'cut':
        return seats[it.seat].line.cut()
      case 'down':
        seats[it.seat].line.isDown = true
        return seats[it.seat].line.cut()
      case 'up':
        seats[it.seat].line.isDown = false
        return
      case 'wake':
        return life(it.seat).tab.wake()
      case 'offline':
        return life(it.seat).tab.loseNetwork()
      case 'older':
        life(it.seat)
          .tab.session.loadOlder()
          .catch(() => {
            // Lost on the way; asked again at the end.
          })
        return
      case 'pass':
        return gateway.pass(gateway.state.holder === 'bot' ? 'agent:lin' : 'bot')
      default:
        return gateway[it.do]()
    }
  }

  async function calm() {
    gateway.troubled = false
    for (const at of SEATS) {
      seats[at].line.isRough = false
      seats[at].line.isDown = false
    }
    const isQuiet = () =>
      SEATS.every((at) => {
        const { connection, pending } = life(at).tab.session.snapshot
        return connection === 'online' && pending.every((send) => send.problem)
      })
    // What was rough breaks within 30 s, so nothing may be called quiet before.
    await world.advance(35_000)
    for (let waited = 0; waited < 300_000 && !isQuiet(); waited += 5_000) await world.advance(5_000)
    await world.advance(5_000)
    for (const at of SEATS) {
      const { session } = life(at).tab
      for (let pages = 0; pages < 200 && session.snapshot.hasOlder; pages++) {
        await Promise.all([session.loadOlder(), world.advance(50)])
      }
    }
  }

  for (const at of SEATS) open(at)
  return { world, gateway, lives, life, play, calm }
}

/** Events as lines, for comparing and for reading what went wrong. */
export const lines = (events: readonly SessionEvent[]): string[] => events.map((event) => `${event.seq} ${event.id}`)

/** Whether a seat shows a run of the log of one epoch: without holes, and without what it may not see. */
export function showsRun({ gateway, life }: Stage, at: Seat): boolean {
  const shown = lines(life(at).tab.session.snapshot.events)
  if (shown.length === 0) return true
  return gateway.epochs.some((log) => {
    const visible = lines(visibleTo(roleOf(at), log))
    const start = visible.indexOf(shown[0] ?? '')
    return start >= 0 && shown.every((line, n) => line === visible[start + n])
  })
}
