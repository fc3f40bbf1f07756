import type { Locale, QueuedSession } from '@baton/protocol'
import { boardsOf, decideFloor, emptyFloor, type FloorCommand, type FloorEffect } from '../index.ts'

export const OFFER_MS = 20_000
export const GRACE_MS = 30_000
export const session = (name: string): string => name.padEnd(16, '-')

/** A floor that keeps its own clock, so that a test reads as a course of events. */
export class Hall {
  state = emptyFloor()
  now = 1_000
  effects: FloorEffect[] = []

  do(command: FloorCommand): FloorEffect[] {
    const decided = decideFloor(this.state, command, { now: this.now, offerMs: OFFER_MS, graceMs: GRACE_MS })
    this.state = decided.state
    this.effects.push(...decided.effects)
    return decided.effects
  }

  wait(ms: number): void {
    this.now += ms
    this.do({ type: 'tick' })
  }

  arrive(id: string, { capacity = 2, locales = ['en'] as Locale[] } = {}): void {
    this.do({ type: 'arrive', agent: { id, name: id.toUpperCase(), capacity, locales } })
  }

  enqueue(name: string, change: Partial<QueuedSession> = {}, fence = 1): FloorEffect[] {
    this.now += 1
    const item: QueuedSession = {
      session: session(name),
      handoffId: `h-${name}`,
      customer: name,
      want: 'help',
      reason: 'asked',
      priority: 0,
      locale: 'en',
      tier: null,
      queuedAt: this.now,
      ...change,
    }
    return this.do({ type: 'enqueue', item, fence })
  }

  offersTo(agentId: string): string[] {
    return boardsOf(this.state)(agentId).offers.map(({ item }) => item.customer)
  }

  offerId(name: string): string {
    const stage = this.stage(name)
    return stage && 'offer' in stage ? stage.offer : 'none'
  }

  stage(name: string) {
    return this.state.items.get(session(name))?.stage
  }

  /** Accepts, and lets the session agree. */
  take(agentId: string, name: string, fence = 2): void {
    const offerId = this.offerId(name)
    this.do({ type: 'accept', agentId, offerId })
    this.answer(name, agentId, fence)
  }

  answer(name: string, to: string, fence: number, expectedFence = fence - 1): FloorEffect[] {
    return this.do({
      type: 'passed',
      session: session(name),
      handoffId: `h-${name}`,
      expectedFence,
      to: to === 'queue' ? 'queue' : { agent: { id: to, name: to.toUpperCase() } },
      outcome: { ok: true, fence },
    })
  }

  placeOf(name: string) {
    return this.effects.filter((effect) => effect.type === 'place' && effect.session === session(name)).at(-1)
  }
}

export const floor = (...agents: string[]): Hall => {
  const hall = new Hall()
  for (const id of agents) hall.arrive(id)
  return hall
}
