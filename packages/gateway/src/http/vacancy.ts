import { census } from '../durable/census.ts'
import type { Env } from '../env.ts'
import { BatonError } from './baton-error.ts'

/** Who is sent away comes back after this long and up to twice as long, so that not all come at once. */
const RETRY_MS = 5_000

/** Upgrades on their way to an object, which has not counted them yet. */
let underWay = 0
let isStopping = false

/** From now on nobody new is let in, until the process ends. */
export const beginStopping = (): void => {
  isStopping = true
}

/**
 * Asked before a newcomer is let in, and for readiness.
 *
 * @throws BatonError `gateway_full` when the process holds as many sockets as it may, `unavailable` when it is stopping.
 */
export function demandVacancy({ MAX_SOCKETS }: Pick<Env, 'MAX_SOCKETS'>): void {
  const retryMs = RETRY_MS * (1 + Math.random())
  if (isStopping) throw new BatonError('unavailable', 'stopping: a new process takes over', retryMs)
  if (MAX_SOCKETS && census.total + underWay >= Number(MAX_SOCKETS)) {
    throw new BatonError('gateway_full', undefined, retryMs)
  }
}

/** Lets an upgrade through where there is room for its socket. It counts until the object has counted it. */
export async function takeIn<T>(env: Pick<Env, 'MAX_SOCKETS'>, open: () => Promise<T>): Promise<T> {
  demandVacancy(env)
  underWay += 1
  try {
    return await open()
  } finally {
    underWay -= 1
  }
}
