import type { Row } from '@baton/bench/row'

export const NOT_RUN = 'not run'

/** A fault this machine does not let us make. It does not count as passed. */
export function notRun(name: string, why: string): Row {
  console.error(`${name} was not run: ${why}`)
  return { name, value: Number.NaN, unit: NOT_RUN, bar: null, ok: false }
}
