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
  | { kind: 'ways'; on: boolean }
  | { kind: 'close' }

/** Composed, to pass nested shadow roots; the widget stops it at its own, and cancels what cannot be done now. */
export class RequestEvent extends Event {
  readonly request: Request

  constructor(request: Request) {
    super('baton-request', { bubbles: true, composed: true, cancelable: true })
    this.request = request
  }
}

/** False when it cannot be done now. */
export const ask = (from: EventTarget, request: Request): boolean => from.dispatchEvent(new RequestEvent(request))

/** The same for a click. */
export const askFrom =
  (request: Request) =>
  ({ currentTarget }: Event): void => {
    if (currentTarget) ask(currentTarget, request)
  }

/** Shorthand for the request most parts make. */
export const say = (from: EventTarget, text: string, files: readonly string[] = []): boolean =>
  ask(from, { kind: 'command', command: { kind: 'message', text, ...(files.length > 0 && { files: [...files] }) } })
