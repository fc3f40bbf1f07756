import { sleep } from '@baton/bench/numbers'

/** Waits until something holds. Throws, naming it, when it does not within `ms`. */
export async function until(what: string, ms: number, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + ms; !(await holds()); await sleep(20)) {
    if (Date.now() > end) throw new Error(`not within ${ms} ms: ${what}`)
  }
}
