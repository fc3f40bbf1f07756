import type { Command, SessionClient } from '@baton/client'

/** What a part of the panel asks of the widget. Parts hold no business state: they ask, and are shown the outcome. */
export type Request =
  | { kind: 'command'; command: Command }
  | { kind: 'retry'; id: string }
  | { kind: 'discard'; id: string }
  | { kind: 'typing'; on: boolean }
  | { kind: 'older' }
  | { kind: 'client'; use: (client: SessionClient) => void }
  | { kind: 'reconnect' }
  | { kind: 'reload' }
  | { kind: 'close' }

/** Composed, to pass nested shadow roots; the widget stops it at its own. */
export class RequestEvent extends Event {
  readonly request: Request

  constructor(request: Request) {
    super('baton-request', { bubbles: true, composed: true })
    this.request = request
  }
}

export const ask = (from: EventTarget, request: Request): void => {
  from.dispatchEvent(new RequestEvent(request))
}

/** Shorthand for the request most parts make. */
export const say = (from: EventTarget, text: string, files: readonly string[] = []): void =>
  ask(from, { kind: 'command', command: { kind: 'message', text, ...(files.length > 0 && { files: [...files] }) } })
