import { type Row, told } from '@baton/bench/row'

/** A fault this machine does not let us make. It does not count as passed. */
export function notRun(name: string, why: string): Row {
  console.error(`${name} was not run: ${why}`)
  return { ...told(name, Number.NaN, 'not run'), ok: false }
}
