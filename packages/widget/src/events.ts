import type { ClientProblem, SessionEvent } from '@baton/client'

const REACH = { bubbles: true, composed: true } as const

/** The element speaks its language and its methods can be called. */
export class BatonReadyEvent extends Event {
  constructor() {
    super('baton-ready', REACH)
  }
}

/** Cancelable: `preventDefault()` keeps the panel closed. */
export class BatonBeforeOpenEvent extends Event {
  constructor() {
    super('baton-before-open', { ...REACH, cancelable: true })
  }
}

export class BatonOpenEvent extends Event {
  constructor() {
    super('baton-open', REACH)
  }
}

export class BatonCloseEvent extends Event {
  constructor() {
    super('baton-close', REACH)
  }
}

/** A message reached this device, from any side. */
export class BatonMessageEvent extends Event {
  readonly message: Extract<SessionEvent, { kind: 'message' }>

  constructor(message: Extract<SessionEvent, { kind: 'message' }>) {
    super('baton-message', REACH)
    this.message = message
  }
}

/** The number of messages not yet shown to the customer changed. */
export class BatonUnreadEvent extends Event {
  readonly count: number

  constructor(count: number) {
    super('baton-unread', REACH)
    this.count = count
  }
}

/** The gateway refused the page or a message. `code` is stable. */
export class BatonErrorEvent extends Event {
  readonly code: ClientProblem['code']
  readonly retryable: boolean

  constructor(problem: ClientProblem) {
    super('baton-error', REACH)
    this.code = problem.code
    this.retryable = problem.retryable
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'baton-ready': BatonReadyEvent
    'baton-before-open': BatonBeforeOpenEvent
    'baton-open': BatonOpenEvent
    'baton-close': BatonCloseEvent
    'baton-message': BatonMessageEvent
    'baton-unread': BatonUnreadEvent
    'baton-error': BatonErrorEvent
  }
}
