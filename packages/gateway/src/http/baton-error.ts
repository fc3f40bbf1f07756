import { ERRORS, type ErrorCode } from '@baton/protocol'

/**
 * A refusal with a stable code. `detail` says what exactly was wrong; it reaches the client, so it never holds
 * personal data.
 */
export class BatonError extends Error {
  override readonly name = 'BatonError'
  readonly code: ErrorCode
  readonly detail: string | undefined
  /** When the same request may succeed. */
  readonly retryAfterMs: number | undefined

  constructor(code: ErrorCode, detail?: string, retryAfterMs?: number) {
    super(ERRORS[code].message)
    this.code = code
    this.detail = detail
    this.retryAfterMs = retryAfterMs
  }
}
