import type { WebhookAttempt } from '@baton/protocol'
import type { Env } from '../env.ts'
import { fetchOutside, type OutsideCode, OutsideError } from '../net/outside.ts'
import { retryAfterOf } from '../net/retry-after.ts'
import { signWebhook } from '../net/standard-webhooks.ts'

const PATIENCE_MS = 20_000

/** What an attempt came to: heard, to be tried again, or the receiver wants no more of any of it. */
export interface Outcome {
  attempt: WebhookAttempt
  as: 'heard' | 'again' | 'gone'
  askedMs: number
}

/** One attempt to tell one endpoint of one event, signed for this moment. */
export async function tell(
  env: Env,
  { url, secrets }: { url: string; secrets: readonly string[] },
  { event, body }: { event: string; body: string },
): Promise<Outcome> {
  const at = Date.now()
  const headers = await signWebhook({ id: event, at, body }, secrets)
  try {
    const init = {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'user-agent': 'baton-webhooks/1' },
      body,
    }
    const response = await fetchOutside(env, url, init, PATIENCE_MS)
    await response.body?.cancel()
    const { status } = response
    const attempt = { at, status, error: null, tookMs: Date.now() - at }
    if (status >= 200 && status < 300) return { attempt, as: 'heard', askedMs: 0 }
    const askedMs = [429, 502, 503, 504].includes(status) ? (retryAfterOf(response, at) ?? 0) : 0
    return { attempt, as: status === 410 ? 'gone' : 'again', askedMs }
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error
    return { attempt: { at, status: null, error: WORDS[error.code], tookMs: Date.now() - at }, as: 'again', askedMs: 0 }
  }
}

const WORDS = {
  address_refused: 'refused_address',
  redirected: 'redirect',
  timed_out: 'timeout',
  unreachable: 'unreachable',
  too_large: 'unreachable',
} as const satisfies Record<OutsideCode, WebhookAttempt['error']>
