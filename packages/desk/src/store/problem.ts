import type { ClientProblem } from '@baton/client'

/** A rejection as a `ClientProblem`. Anything else that was thrown is a fault of ours and says so. */
export function problemOf(error: unknown): ClientProblem {
  if (error !== null && typeof error === 'object' && 'code' in error && 'retryable' in error && 'message' in error) {
    return error as ClientProblem
  }
  return { code: 'internal', message: error instanceof Error ? error.message : String(error), retryable: true }
}
