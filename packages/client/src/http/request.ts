import type { Platform } from '../platform.ts'
import { BatonError, networkProblem, problemOf, refusal } from '../problem.ts'
import type { ClientProblem } from '../types.ts'

const REQUEST_MS = 10_000

/** Asks for JSON and gives its object. Rejects with a `BatonError`, from the body's problem where there is one. */
export async function requestJson(
  platform: Platform,
  url: string,
  init: { method: 'GET' | 'POST' | 'PUT' | 'DELETE'; body?: object; credentials: RequestCredentials },
): Promise<object> {
  let response: Response
  let body: unknown
  try {
    response = await platform.fetch(url, {
      method: init.method,
      credentials: init.credentials,
      signal: AbortSignal.timeout(REQUEST_MS),
      ...(init.body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(init.body) }),
    })
    const text = await response.text()
    body = text ? JSON.parse(text) : {}
  } catch {
    // No answer, or one that is not the gateway's: a captive portal's page, for one.
    throw new BatonError(networkProblem)
  }
  if (!response.ok) throw new BatonError(problemOfAnswer(response.status, body))
  return Object(body)
}

/** RFC 9457: `detail` is about this one, `title` about its kind. */
export function problemOfAnswer(status: number, body: unknown): ClientProblem {
  const { detail, title } = Object(body) as { detail?: unknown; title?: unknown }
  const problem = problemOf({ ...Object(body), message: detail ?? title })
  if (problem !== networkProblem) return problem
  const message = `The gateway answered ${status}.`
  if (status === 401) return refusal('unauthenticated', message)
  return status === 429 || status >= 500 ? refusal('unavailable', message, true) : refusal('request_malformed', message)
}
