import { createLine, createOrigin, createWorld, type Line, type Origin, openTab, type Tab } from '@baton/client/testing'
import type { Command, Role, SessionEvent, SessionView } from '@baton/protocol'
import { createEngineGateway, type EngineGateway } from './engine-gateway.ts'
import { SEATS, type Seat, type Step } from './step.ts'

/** A number that must never be stored as it was written. */
export const CARD = '4111 1111 1111 1111'

const LIN = { id: 'lin', name: 'Lin' }
/** An agent whom nobody plays here: while she holds the baton, Lin's words are refused. */
const CHEN = { id: 'chen', name: 'Chen' }

const always = () => true
const isMine = (view: SessionView | null) => view?.holder === `agent:${LIN.id}`

export const roleOf = (at: Seat): Role => (at === 2 ? 'agent' : 'customer')

/** A page that was opened at a seat, with the ids of what was done there. */
export interface Life {
  at: Seat
  tab: Tab
  sent: string[]
  /** Parts of replies that were shown, at whatever moment, after the fence they were begun under had gone. */
  stale: string[]
}

/** Everybody, the network between them and the engine, and what happened so far. */
export interface Stage {
  gateway: EngineGateway
  lives: Life[]
  /** What a restore has taken back. */
  lost: ReadonlySet<string>
  /** The page that is open at a seat. */
  life(at: Seat): Life
  play(step: Step): Promise<void>
  /** Everything works again; returns when there is nothing left to do and every page has been asked for. */
  calm(): Promise<void>
}

export function createStage(chaos: number): Stage {
  const world = createWorld(chaos)
  const gateway = createEngineGateway(world)
  const lives: Life[] = []
  const lost = new Set<string>()
  const customers = createOrigin()
  const seatOf = (at: Seat, origin: Origin): { line: Line; origin: Origin } => {
    const who = at === 2 ? ({ role: 'agent', id: LIN.id } as const) : ({ role: 'customer', id: 'c_1' } as const)
    return { line: createLine(world, gateway, who), origin }
  }
  const seats = { 0: seatOf(0, customers), 1: seatOf(1, customers), 2: seatOf(2, createOrigin()) }

  function open(at: Seat) {
    const life: Life = { at, tab: openTab(world, seats[at].origin, seats[at].line), sent: [], stale: [] }
    life.tab.session.on('change', ({ view }) => {
      const ref = view?.stream?.ref
      if (ref && Number(ref.split('_')[1]) < view.fence) life.stale.push(ref)
    })
    lives.push(life)
  }

  function life(at: Seat): Life {
    const current = lives.findLast((each) => each.at === at)
    if (!current) throw new Error('nobody sits there')
    return current
  }

  /** People press what their screen offers, and now and then what it does not. */
  function send(at: Seat, command: Command, isOffered: (view: SessionView | null) => boolean) {
    const { tab, sent } = life(at)
    const { view } = tab.session.snapshot
    if (isOffered(view) || world.chance(0.2)) sent.push(tab.session.send(command))
  }

  function say(at: Seat, times: number) {
    for (let n = 0; n < times; n++) {
      const text = world.chance(0.1) ? `Pay with ${CARD}.` : `Seat ${at} says something.`
      if (at !== 2) send(at, { kind: 'message', text }, always)
      else if (world.chance(0.3)) send(at, { kind: 'note', text }, always)
      else send(at, { kind: 'message', text }, isMine)
    }
  }

  async function play(it: Step): Promise<void> {
    switch (it.do) {
      case 'say':
        return say(it.seat, it.times)
      case 'wait':
        return world.advance(it.ms)
      case 'reopen':
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
      case 'older':
        life(it.seat)
          .tab.session.loadOlder()
          .catch(() => {
            // Lost on the way; asked again at the end.
          })
        return
      case 'ask':
        return send(it.tab, { kind: 'handoff.request' }, (view) => view?.holder === 'bot')
      case 'cancel':
        return send(it.tab, { kind: 'handoff.cancel' }, (view) => view?.holder === 'queue')
      case 'rate':
        return send(it.tab, { kind: 'rate', score: 5, tags: [], comment: '' }, (view) => view?.case?.open === false)
      case 'handback':
        return send(2, { kind: 'handback', note: 'Please go on.' }, isMine)
      case 'resolve':
        return send(2, { kind: 'resolve', resolution: 'It is on its way.' }, isMine)
      case 'accept':
        return gateway.floor.accept(world.chance(0.8) ? LIN : CHEN)
      case 'drop':
      case 'repeat':
        return gateway.floor[it.do]()
      case 'restore':
        for (const event of gateway.restore()) lost.add(event.id)
        return
      default:
        return gateway[it.do]()
    }
  }

  function isQuiet(): boolean {
    const { disk, floor } = gateway
    const settled = SEATS.every((at) => {
      const { connection, pending } = life(at).tab.session.snapshot
      return connection === 'online' && pending.every((send) => send.problem)
    })
    return settled && disk.turn === null && disk.outbox.length === 0 && floor.isIdle
  }

  async function calm() {
    gateway.isTroubled = false
    for (const at of SEATS) {
      seats[at].line.isRough = false
      seats[at].line.isDown = false
    }
    // What was rough breaks within 30 s, so nothing may be called quiet before.
    await world.advance(35_000)
    for (let waited = 0; waited < 300_000 && !isQuiet(); waited += 5_000) await world.advance(5_000)
    // Less than any alarm, more than any frame takes.
    await world.advance(100)
    for (const at of SEATS) {
      const { session } = life(at).tab
      for (let pages = 0; pages < 200 && session.snapshot.hasOlder; pages++) {
        await Promise.all([session.loadOlder(), world.advance(20)])
      }
    }
  }

  for (const at of SEATS) open(at)
  return { gateway, lives, lost, life, play, calm }
}

/** Events as lines, for comparing and for reading what went wrong. */
export const lines = (events: readonly SessionEvent[]): string[] =>
  events.map(({ seq, by, id }) => `${seq} ${by.role}:${by.id} ${id}`)
