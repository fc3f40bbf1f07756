import type { CallEnd } from '@baton/client'

const REACH = { bubbles: true, composed: true } as const

/** The customer is on a call: the bot or a person hears them. */
export class BatonCallStartEvent extends Event {
  /** As the session's log has it. */
  readonly call: string | null
  /** `in`: the customer called. */
  readonly direction: 'in' | 'out'

  constructor(call: string | null, direction: 'in' | 'out') {
    super('baton-call-start', REACH)
    this.call = call
    this.direction = direction
  }
}

export class BatonCallEndEvent extends Event {
  readonly call: string | null
  readonly reason: CallEnd
  readonly durationMs: number

  constructor(call: string | null, reason: CallEnd, durationMs: number) {
    super('baton-call-end', REACH)
    this.call = call
    this.reason = reason
    this.durationMs = durationMs
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'baton-call-start': BatonCallStartEvent
    'baton-call-end': BatonCallEndEvent
  }
}
