import type { ErrorCode } from '@baton/protocol/wire'
import type { ClientProblem } from './types.ts'

/** What every promise of this package rejects with. `code` is stable, `message` is an English sentence. */
export class BatonError extends Error implements ClientProblem {
  override readonly name = 'BatonError'
  readonly code: ClientProblem['code']
  readonly retryable: boolean

  constructor({ code, message, retryable }: ClientProblem) {
    super(message)
    this.code = code
    this.retryable = retryable
  }
}

/** Nothing answered: the network, the gateway or an attempt that took too long. */
export const networkProblem: ClientProblem = {
  code: 'network',
  message: 'The gateway cannot be reached.',
  retryable: true,
}

/** A refusal that did not come with words of its own. The table of all of them is left out of browsers for its size. */
export const refusal = (code: ErrorCode, message: string, retryable = false): ClientProblem => ({
  code,
  message,
  retryable,
})

/** The three fields of a problem that came as an error, a frame or an HTTP body; anything else is `network`. */
export function problemOf(thrown: unknown): ClientProblem {
  const { code, message, retryable } = Object(thrown) as { [K in keyof ClientProblem]?: unknown }
  if (typeof code !== 'string' || typeof retryable !== 'boolean') return networkProblem
  // A newer gateway may know codes that this client does not; who reads them has a sentence for the rest.
  return { code: code as ErrorCode, message: String(message), retryable }
}
