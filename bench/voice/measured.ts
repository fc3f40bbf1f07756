import { within } from '../numbers.ts'
import { held, type Row, told } from '../row.ts'

/** No part takes so long, unless something hangs. */
const LIMIT_MS = 15 * 60_000

/** A row of a part: its name, its unit, and what it must hold; null where it is only told. */
export type Promised = readonly [name: string, unit: string, bar: `${'<=' | '>='} ${number}` | null]

/**
 * Rows for what `measure` found, by name. What it did not find, or could not begin to look for, is NaN and holds nothing; why is
 * said on the way.
 */
export async function measured(
  promised: readonly Promised[],
  measure: () => Promise<Record<string, number>>,
): Promise<Row[]> {
  const started = Date.now()
  const values = await within(LIMIT_MS, 'an end of it', measure()).catch((error: unknown): Record<string, number> => {
    const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    process.stderr.write(`  not measured: ${promised.map(([name]) => name).join(', ')}: ${why}\n`)
    return {}
  })
  process.stderr.write(`  ${promised[0]?.[0]} … ${Math.round((Date.now() - started) / 1_000)} s\n`)
  return promised.map(([name, unit, bar]) => {
    const value = values[name] ?? Number.NaN
    return bar === null ? told(name, value, unit) : held(name, value, unit, bar)
  })
}
