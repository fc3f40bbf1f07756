import type { FlowStep } from '@baton/protocol'

/** Any value there is. */
const ANY = '*'

/** Where a value points; no value may be written as `''` or `null` in the cases, and any other as `*`. */
export function branchTarget({ cases, otherwise }: Extract<FlowStep, { do: 'branch' }>, value: unknown): string {
  for (const key of keysOf(value)) {
    const target = Object.hasOwn(cases, key) ? cases[key] : undefined
    if (target !== undefined) return target
  }
  return otherwise
}

function keysOf(value: unknown): string[] {
  if (value === undefined || value === null || value === '') return ['null', '']
  return typeof value === 'object' ? [ANY] : [String(value), ANY]
}
