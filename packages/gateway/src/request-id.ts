import { AsyncLocalStorage } from 'node:async_hooks'

const current = new AsyncLocalStorage<string>()

/** What a proxy may have called the request. Anything else could be somebody's text, and goes nowhere near a log. */
const ID = /^[A-Za-z0-9_-]{8,64}$/

/** Runs a request under its id: its proxy's where that is fit to be one, else a new one. */
export function underRequestId<T>(given: string | undefined, job: (id: string) => T): T {
  const id = given !== undefined && ID.test(given) ? given : crypto.randomUUID()
  return current.run(id, () => job(id))
}

/** Id of the HTTP request that is being answered; undefined outside of one. */
export const requestId = (): string | undefined => current.getStore()
