import { inject } from 'vitest'

/** Speaks to the stand-in business API of `business-server.ts` from inside workerd. */
export const business = (path: string, method = 'GET'): Promise<Response> =>
  fetch(inject('businessUrl') + path, { method })

/** The calls it has had for a path, with their idempotency keys, which begin with the session: other test files call it, too. */
export const callsTo = async (path: string): Promise<{ key: string }[]> =>
  (await (await business('/calls')).json<{ path: string; key: string }[]>()).filter((call) => call.path === path)

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Waits until something holds; throws after about five seconds. */
export async function until(holds: () => Promise<boolean>, tries = 200): Promise<void> {
  for (let n = 0; n < tries; n++) {
    if (await holds()) return
    await pause(25)
  }
  throw new Error('it never came to hold')
}
