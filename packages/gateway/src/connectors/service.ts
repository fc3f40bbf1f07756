import type { WorkspaceConfig } from '../directory/rooms.ts'
import { metrics } from '../metrics/metrics.ts'
import { Breaker, type Limits } from '../net/breaker.ts'
import { retryAfterOf } from '../net/retry-after.ts'
import { isTimeout, within } from '../net/within.ts'
import type { ConnectorOutcome } from './outcome.ts'

/** Why there is no answer. `refused`: its address may not be asked, or leads on to another. */
export type ServiceFailure = 'timeout' | 'unavailable' | 'refused'

/** A service of the business that is called by HTTP, whoever set it up. */
export interface Service {
  url: string
  /** Who asks, and what the service wants besides. */
  headers: Readonly<Record<string, string>>
  /** How long one try may take. */
  timeoutMs: number
  /** How often what is safe to repeat is tried again. */
  retries: number
  /** Absent: it is asked whatever comes of it. */
  circuit?: { name: string; limits: Limits }
  /** One try. Never throws. */
  ask(url: string, init: RequestInit, timeoutMs: number): Promise<Response | ServiceFailure>
}

/** The business API of a workspace, as its operator has provisioned it. */
export const businessService = ({ url, token }: WorkspaceConfig['businessApi']): Service => ({
  url,
  headers: { authorization: `Bearer ${token}` },
  timeoutMs: Number.POSITIVE_INFINITY,
  retries: 0,
  ask: (to, init, timeoutMs) =>
    within(timeoutMs, (signal) => fetch(to, { ...init, redirect: 'manual', signal })).catch((error: unknown) =>
      isTimeout(error) ? 'timeout' : 'unavailable',
    ),
})

const FIRST_WAIT_MS = 100
/** With less time than this left nobody is asked again. */
const LEAST_MS = 50
/** Answers that say later. */
const LATER = new Set([429, 500, 502, 503, 504])

const breaker = new Breaker()

export interface Asking {
  to: string
  init: RequestInit
  /** For all tries together. */
  withinMs: number
  retries: number
  /** In [0, 1); for tests. */
  random?: () => number
}

/**
 * Asks a service, and again when it does not answer or says later. All tries are the same request, with the same
 * `Idempotency-Key`. Each waits longer, by chance, so that what failed together does not come again together. Never throws.
 */
export async function askService(
  service: Service,
  { to, init, withinMs, retries, random = Math.random }: Asking,
): Promise<Response | ServiceFailure> {
  const end = Date.now() + withinMs
  for (let tries = 0; ; tries += 1) {
    if (!mayAsk(service)) return 'unavailable'
    const answer = await oneTry(service, to, init, Math.min(service.timeoutMs, end - Date.now()))
    const isLater = typeof answer === 'string' ? answer !== 'refused' : LATER.has(answer.status)
    if (!isLater || tries === retries) return answer
    const askedMs = typeof answer === 'string' ? 0 : (retryAfterOf(answer, Date.now()) ?? 0)
    const wait = Math.max(Math.round(FIRST_WAIT_MS * 2 ** tries * (0.5 + random())), askedMs)
    if (Date.now() + wait + LEAST_MS > end) return answer
    if (typeof answer !== 'string') await answer.body?.cancel()
    await new Promise((resolve) => setTimeout(resolve, wait))
  }
}

function mayAsk({ circuit }: Service): boolean {
  if (!circuit || breaker.mayAsk(circuit.name, Date.now())) return true
  metrics.connectorCalls.add('resting')
  return false
}

async function oneTry(
  { ask, circuit }: Service,
  to: string,
  init: RequestInit,
  timeoutMs: number,
): Promise<Response | ServiceFailure> {
  const told = (outcome: ConnectorOutcome, askedMs: number | null = null): void => {
    if (!circuit) return
    metrics.connectorCalls.add(outcome)
    if (outcome === 'ok' || outcome === 'refused') breaker.succeeded(circuit.name)
    else breaker.failed(circuit.name, Date.now(), askedMs, circuit.limits)
  }
  const answer = await ask(to, init, timeoutMs)
  if (typeof answer === 'string') told(answer)
  else if (!LATER.has(answer.status)) told(answer.ok ? 'ok' : 'refused')
  else told('unavailable', retryAfterOf(answer, Date.now()))
  return answer
}
