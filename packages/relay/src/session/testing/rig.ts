import type { Locale, SessionEvent } from '@baton/protocol'
import { settings as settingsSchema } from '@baton/protocol'
import { type Redacted, redact } from '../../masking/index.ts'
import {
  type Actor,
  decide,
  decidePass,
  type EventDraft,
  fold,
  initialState,
  type MaskedCommand,
  numbered,
  type PassRequest,
  type SessionState,
} from '../index.ts'

export const settings = settingsSchema.parse({})
export const customer: Actor = { role: 'customer', id: 'c_1', name: null }
export const lin: Actor = { role: 'agent', id: 'lin', name: 'Lin' }
export const chen: Actor = { role: 'agent', id: 'chen', name: 'Chen' }
export const said = (text: string): Redacted => redact(text, []).text

/** A session in memory: the pure core with a log, as a host would drive it. */
export class Rig {
  state: SessionState = initialState
  log: SessionEvent[] = []
  now = 1_000
  #ids = 0

  send(actor: Actor, command: MaskedCommand, id = `id_${++this.#ids}`): string {
    const context = { now: this.now, settings, handedBack: said('I am back.') }
    const verdict = decide(this.state, id, command, actor, context)
    if (!verdict.ok) return verdict.code
    this.append(verdict.drafts)
    return 'ok'
  }

  say(actor: Actor, text: string, locale?: Locale): string {
    return this.send(actor, { kind: 'message', text: said(text), marks: [], locale })
  }

  pass(
    to: Actor | 'queue',
    expectedFence = this.state.fence,
    handoffId = this.state.handoff?.id ?? 'none',
    change: Partial<PassRequest> = {},
  ): string {
    const decision = decidePass(this.state, {
      handoffId,
      expectedFence,
      to: to === 'queue' ? 'queue' : { agent: { id: to.id, name: to.name ?? '' } },
      reason: to === 'queue' ? 'dropped' : 'accepted',
      ...change,
    })
    if (decision.answer === 'pass') this.append(decision.drafts)
    return decision.answer
  }

  append(drafts: readonly EventDraft[]): SessionEvent[] {
    const events = drafts.map((draft, index) => numbered(draft, this.state.head + 1 + index, this.now))
    for (const event of events) this.state = fold(this.state, event)
    this.log.push(...events)
    return events
  }

  get kinds(): string[] {
    return this.log.map((event) => event.kind)
  }
}
