import { census } from '../durable/census.ts'
import type { Env } from '../env.ts'
import { BatonError } from './baton-error.ts'

/** Who is sent away comes back after this long and up to twice as long, so that not all come at once. */
const RETRY_MS = 5_000

let isStopping = false

/** From now on nobody new is let in, until the process ends. */
export const beginStopping = (): void => {
  isStopping = true
}

type Limit = Pick<Env, 'MAX_SOCKETS'>

/**
 * Asked before somebody is let in, and for readiness. `held` is what counts against the limit.
 *
 * @throws BatonError `gateway_full` when the process holds as many sockets as it may, `unavailable` when it is stopping.
 */
export function demandVacancy({ MAX_SOCKETS }: Limit, held = census.sockets): void {
  const retryMs = RETRY_MS * (1 + Math.random())
  if (isStopping) throw new BatonError('unavailable', 'stopping: a new process takes over', retryMs)
  if (MAX_SOCKETS && held >= Number(MAX_SOCKETS)) throw new BatonError('gateway_full', undefined, retryMs)
}

/** The same for who was not here before: their object needs descriptors too, and those who just left still hold theirs. */
export const demandVacancyForNew = (limit: Limit): void => demandVacancy(limit, census.held(Date.now()))

/** Asked before a socket is opened to an object. One that is not awake has its place from now on. */
export function reservePlace(limit: Limit, object: string): void {
  if (census.isAwake(object)) return demandVacancy(limit)
  demandVacancyForNew(limit)
  census.set(object, 0, Date.now())
}

/** Asked before an object is asked for something that is no socket. One that is awake needs nothing more. */
export function reserveObject(limit: Limit, object: string): void {
  if (census.isAwake(object)) return
  demandVacancyForNew(limit)
  census.set(object, 0, Date.now())
}

/** Asked where there are no sockets: whether the process still takes work in. */
export const demandWork = (): void => demandVacancy({})
