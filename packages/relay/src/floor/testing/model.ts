import type { Holder, QueuedSession } from '@baton/protocol'
import { expect } from 'vitest'
import {
  boardsOf,
  decideFloor,
  emptyFloor,
  type FloorCommand,
  type FloorEffect,
  type FloorState,
  type GoesOn,
  type PassOutcome,
} from '../index.ts'

export const AGENTS = ['ann', 'bo', 'cy'] as const
export const CAPACITY = { ann: 1, bo: 2, cy: 3 } as const
const SESSIONS = ['s0', 's1', 's2', 's3'].map((name) => name.padEnd(16, '-'))

type Pass = Extract<FloorEffect, { type: 'pass' }>

/** A session's side of the baton: the holder, a fence, and messages to the floor that may come late, twice, or in any order. */
class ModelSession {
  holder: Holder = 'bot'
  fence = 0
  handoff = 0
  readonly outbox: FloorCommand[] = []
  readonly id: string

  constructor(id: string) {
    this.id = id
  }

  get handoffId(): string {
    return `${this.id}:h${this.handoff}`
  }

  move(to: Holder): void {
    this.holder = to
    this.fence += 1
  }

  ask(now: number, priority: number, goesOn?: GoesOn): void {
    if (this.holder === 'queue') return
    this.handoff += 1
    this.move('queue')
    const item: QueuedSession = {
      session: this.id,
      handoffId: this.handoffId,
      customer: this.id,
      want: '',
      reason: 'asked',
      priority,
      locale: 'en',
      tier: null,
      queuedAt: now,
    }
    this.outbox.push({ type: 'enqueue', item, fence: this.fence, goesOn })
  }

  finish(): void {
    if (this.holder === 'bot') return
    this.move('bot')
    this.outbox.push({ type: 'release', session: this.id, handoffId: this.handoffId, fence: this.fence })
  }

  /** The compare-and-set, idempotent by fence. */
  pass({ handoffId, expectedFence, to }: Pass): PassOutcome {
    const target: Holder = to === 'queue' ? 'queue' : `agent:${to.agent.id}`
    if (handoffId === this.handoffId && this.holder === target && this.fence === expectedFence + 1) {
      return { ok: true, fence: this.fence }
    }
    if (handoffId !== this.handoffId || this.fence !== expectedFence) {
      return { ok: false, current: { holder: this.holder, fence: this.fence } }
    }
    this.move(target)
    return { ok: true, fence: this.fence }
  }
}

/** The floor's host: state and outbox change together, survive a crash together, and every delivery may repeat. */
export class ModelHost {
  now = 1_000
  state: FloorState = emptyFloor()
  passes: Pass[] = []
  transferred = 0
  /** Answers on their way; a crash loses them. */
  answers: FloorCommand[] = []
  readonly sessions = new Map(SESSIONS.map((id) => [id, new ModelSession(id)]))
  readonly highest = new Map<string, number>()

  do(command: FloorCommand): void {
    const before = this.state
    const { state, effects, touched } = decideFloor(before, command, {
      now: this.now,
      offerMs: 20_000,
      graceMs: 30_000,
    })
    for (const map of ['agents', 'items', 'departures'] as const) {
      for (const key of new Set([...before[map].keys(), ...state[map].keys()])) {
        const differs = before[map].get(key) !== state[map].get(key)
        if (differs && !touched[map].has(key)) throw new Error(`${map} ${key} changed and nobody says so`)
      }
    }
    this.state = state
    for (const effect of effects) if (effect.type === 'pass') this.passes.push(effect)
    this.check()
  }

  session(index: number): ModelSession {
    const found = this.sessions.get(SESSIONS[index % SESSIONS.length] ?? '')
    if (!found) throw new Error('no such session')
    return found
  }

  /** A case goes on in another session: the one it was in lets go first. */
  moveCase(index: number, to: number): void {
    const [older, newer] = [this.session(index), this.session(to)]
    const [, agent] = older.holder.split(':')
    if (older === newer || agent === undefined || newer.holder !== 'bot') return
    older.finish()
    newer.ask(this.now, 0, { agent, from: older.id, fence: older.fence })
  }

  /** A session that an agent has, as the floor believes. */
  assigned(index: number): { session: string; agentId: string } | undefined {
    const held = [...this.state.items].flatMap(([session, { stage }]) =>
      stage.at === 'assigned' ? [{ session, agentId: stage.agent.id }] : [],
    )
    return held[index % held.length]
  }

  /** The session hears a pass; whether the row goes is told by the answer, so it stays until then. */
  deliverPass(index: number): void {
    const pass = this.passes[index % this.passes.length]
    if (!pass) return
    const outcome = this.sessions.get(pass.session)?.pass(pass)
    if (!outcome) return
    if (outcome.ok && pass.reason === 'transferred' && pass.to !== 'queue') this.transferred += 1
    const { session, handoffId, expectedFence, to } = pass
    this.answers.push({ type: 'passed', session, handoffId, expectedFence, to, outcome })
  }

  deliverAnswer(index: number, keep: boolean): void {
    const at = index % this.answers.length
    const answer = this.answers[at]
    if (answer?.type !== 'passed') return
    if (!keep) this.answers.splice(at, 1)
    this.passes = this.passes.filter(
      (pass) =>
        pass.session !== answer.session ||
        pass.expectedFence !== answer.expectedFence ||
        pass.handoffId !== answer.handoffId ||
        pass.to !== answer.to,
    )
    this.do(answer)
  }

  deliverMessage(index: number, pick: number, keep: boolean): void {
    const { outbox } = this.session(index)
    const at = pick % outbox.length
    const message = outbox[at]
    if (!message) return
    if (!keep) outbox.splice(at, 1)
    this.do(message)
  }

  /** Memory and sockets go, rows stay. The host finds agents without a socket when it wakes. */
  crash(): void {
    this.answers = []
    const plain = JSON.stringify({
      ...this.state,
      agents: [...this.state.agents],
      items: [...this.state.items],
      departures: [...this.state.departures],
    })
    const read = JSON.parse(plain) as Omit<FloorState, 'agents' | 'items' | 'departures'> & {
      agents: [string, never][]
      items: [string, never][]
      departures: [string, never][]
    }
    this.state = {
      ...read,
      agents: new Map(read.agents),
      items: new Map(read.items),
      departures: new Map(read.departures),
    }
    for (const agentId of AGENTS) this.do({ type: 'leave', agentId, revoked: false })
  }

  /** Delivers everything on its way. */
  quiesce(): void {
    for (let round = 0; round < 1_000; round += 1) {
      for (const index of SESSIONS.keys())
        while (this.session(index).outbox.length > 0) this.deliverMessage(index, 0, false)
      if (this.passes.length === 0 && this.answers.length === 0) return
      if (this.answers.length === 0) this.deliverPass(0)
      this.deliverAnswer(0, false)
    }
    throw new Error('the floor never comes to rest')
  }

  /** Holds after every single step. Thrown rather than expected: a run makes hundreds of thousands of these checks. */
  check(): void {
    for (const agentId of AGENTS) {
      const load = [...this.state.items.values()].filter(
        ({ stage }) =>
          (stage.at !== 'queued' && stage.agent.id === agentId) ||
          (stage.at === 'assigned' && stage.asks?.agent.id === agentId && !stage.asks.ended),
      ).length
      if (load > CAPACITY[agentId]) throw new Error(`${agentId} has ${load} sessions`)
    }
    const boards = boardsOf(this.state)
    // What a colleague is asked about is with the one who asks.
    const shown = AGENTS.flatMap((id) =>
      [...boards(id).offers.filter(({ from }) => !from), ...boards(id).mine].map(({ item }) => item.session),
    )
    if (new Set(shown).size < shown.length) throw new Error(`a session is with two agents: ${shown}`)
    for (const [id, { fence }] of this.state.items) {
      if (fence < (this.highest.get(id) ?? 0)) throw new Error(`the fence of ${id} fell to ${fence}`)
      this.highest.set(id, fence)
      if (fence > (this.sessions.get(id)?.fence ?? 0)) throw new Error(`the fence of ${id} is made up: ${fence}`)
    }
  }

  /** Holds whenever nothing is on its way: both sides agree, and nobody is lost. */
  checkAgreement(): void {
    for (const session of this.sessions.values()) {
      const entry = this.state.items.get(session.id)
      if (session.holder === 'bot') {
        expect(entry).toBeUndefined()
        continue
      }
      expect(entry).toMatchObject({ fence: session.fence, item: { handoffId: session.handoffId } })
      const stage = entry?.stage
      if (session.holder === 'queue') expect(['queued', 'offered']).toContain(stage?.at)
      else {
        const agentId = session.holder.slice('agent:'.length)
        expect(stage).toMatchObject({ at: 'assigned', agent: { id: agentId } })
        expect([...this.state.agents.keys()]).toContain(agentId)
      }
    }
  }
}
