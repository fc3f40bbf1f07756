import { problemOfAnswer } from '../http/request.ts'
import { BatonError, networkProblem } from '../problem.ts'
import type { ServerApiOptions } from './api.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** What a request holds besides its address. */
interface Asked {
  body?: object
  once?: string | undefined
}

/** The answer is of the type the caller names: the gateway's own schema has made it. */
export type Ask = <Answer>(method: Method, path: string, asked?: Asked) => Promise<Answer>

const REQUEST_MS = 30_000
const TRIES = 5
const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 60_000
/** What may go well in a while. `in_progress` is a 409 and says so itself. */
const AGAIN = new Set([429, 502, 503, 504])

/**
 * Asks, and asks again where the gateway, or nobody, answered that it may go better later: as long after as it says, always
 * under the same idempotency key, so that nothing is done twice.
 */
export function asking({ gateway, key, fetch: given, wait = sleep }: ServerApiOptions): Ask {
  const send = given ?? ((url: string, init: RequestInit) => fetch(url, init))
  const base = `${gateway.replace(/\/$/, '')}/v1/`
  return async <Answer>(method: Method, path: string, { body, once }: Asked = {}): Promise<Answer> => {
    const init: RequestInit = {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body && { 'content-type': 'application/json' }),
        ...((method === 'POST' || method === 'PATCH') && { 'idempotency-key': once ?? crypto.randomUUID() }),
      },
      ...(body && { body: JSON.stringify(body) }),
    }
    for (let tries = 1; ; tries++) {
      const answer = await attempt(() => send(base + path, { ...init, signal: AbortSignal.timeout(REQUEST_MS) }))
      if ('value' in answer) return answer.value as Answer
      if (tries === TRIES || !answer.mayGoWell) throw answer.error
      await wait(Math.min(answer.afterMs ?? FIRST_WAIT_MS * 2 ** (tries - 1), LONGEST_WAIT_MS))
    }
  }
}

type Attempt = { value: unknown } | { error: BatonError; mayGoWell: boolean; afterMs: number | null }

async function attempt(send: () => Promise<Response>): Promise<Attempt> {
  let response: Response
  let body: unknown
  try {
    response = await send()
    const text = await response.text()
    body = text === '' ? undefined : JSON.parse(text)
  } catch {
    return { error: new BatonError(networkProblem), mayGoWell: true, afterMs: null }
  }
  if (response.ok) return { value: body }
  const error = new BatonError(problemOfAnswer(response.status, body))
  const mayGoWell = AGAIN.has(response.status) || error.code === 'in_progress'
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return { error, mayGoWell, afterMs: Number.isFinite(seconds) ? seconds * 1_000 : null }
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
