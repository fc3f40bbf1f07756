import { CALL_LIMITS, type CallServerFrame, type CallView, type Locale } from '@baton/protocol'
import { holdsSession, phaseOf, type Standing } from '@baton/relay/call'
import type { Leg } from './leg.ts'
import type { Legs } from './legs.ts'
import type { OpenTalk } from './talk.ts'

interface Hub {
  readonly legs: Legs
  readonly locale: Locale
  standing(): Standing
  /** Null as long as the session has not told of it. */
  call(): CallView | null
  talk(): OpenTalk
  /** Settles once it is known who recognises and speaks; null while no customer has come. */
  talkOpens(): Promise<void> | null
  isOver(): boolean
  welcomed(leg: Leg, resumed: boolean): void
}

/** What the lines of a call are told: a welcome, once there is something to say, and from then on how the call stands. */
export class Welcomes {
  readonly #hub: Hub
  /** Whom a welcome is owed, until the session and the conversation are there. */
  readonly #owed = new Map<Leg, { isResumed: boolean }>()
  readonly #told = new WeakMap<Leg, string>()

  constructor(hub: Hub) {
    this.#hub = hub
  }

  /** Somebody has come, for the first time or again. */
  owe(leg: Leg, isResumed: boolean): void {
    this.#told.delete(leg)
    this.#owed.set(leg, { isResumed })
    this.give()
  }

  /** Who has come is told how the call stands, once that is known. */
  give(): void {
    const { call, isOver, talkOpens } = this.#hub
    if (!call() || isOver()) return
    for (const [leg, { isResumed }] of this.#owed) {
      this.#owed.delete(leg)
      if (leg.who === 'customer') void talkOpens()?.then(() => this.#welcome(leg, isResumed))
      else this.#welcome(leg, isResumed)
    }
  }

  #welcome(leg: Leg, resumed: boolean): void {
    const call = this.#hub.call()
    if (!call || this.#hub.isOver()) return
    const { recognises, speaks } = this.#hub.talk()
    leg.send({
      type: 'welcome',
      v: 1,
      call: call.id,
      you: leg.who,
      direction: call.direction,
      resume: leg.token,
      resumeMs: CALL_LIMITS.resumeMs,
      resumed,
      codecs: leg.takesOpus ? ['pcm16', 'opus'] : ['pcm16'],
      recognises,
      speaks,
      locale: this.#hub.locale,
      startedAt: call.at,
      now: Date.now(),
    })
    this.#hub.welcomed(leg, resumed)
  }

  /** How the call stands, to all who do not know yet. */
  tell(): void {
    for (const leg of this.#hub.legs.all()) {
      if (this.#owed.has(leg)) continue
      const state = this.#stateFor(leg)
      const text = JSON.stringify(state)
      if (!leg.isOpen || this.#told.get(leg) === text) continue
      this.#told.set(leg, text)
      leg.send(state)
    }
  }

  #stateFor(leg: Leg): CallServerFrame {
    const { legs } = this.#hub
    const standing = this.#hub.standing()
    const { fence, reason, status, holder, agent } = standing
    const other = leg.who === 'customer' ? legs.agent : legs.customer
    const beside = legs.colleague?.face
    return {
      type: 'state',
      phase: phaseOf(standing, legs.lines),
      fence,
      agent: holder.startsWith('agent:') ? agent : null,
      muted: other?.muted === true && (leg.who !== 'customer' || holdsSession(standing, legs.agent)),
      ...(beside && { beside }),
      ...(leg.who === 'agent' && legs.customer?.takesKeys && { keys: true as const }),
      ...(status === 'ended' && reason && { reason }),
    }
  }
}
