import { writeFile } from 'node:fs/promises'

/** One measured value. `bar` is the promise it is held against, e.g. `<= 1.25`; rows without one are shown for comparison. */
export interface Row {
  name: string
  value: number
  unit: string
  bar: string | null
  ok: boolean
}

/** A row that must hold. */
export function held(name: string, value: number, unit: string, bar: `${'<=' | '>='} ${number}`): Row {
  const limit = Number(bar.slice(3))
  // A value that could not be measured holds nothing.
  return { name, value, unit, bar, ok: bar.startsWith('<=') ? value <= limit : value >= limit }
}

/** A row that is only told. */
export const told = (name: string, value: number, unit: string): Row => ({ name, value, unit, bar: null, ok: true })

export function table(rows: readonly Row[]): string {
  const cells = rows.map(({ name, value, unit, bar, ok }) => [
    name,
    readable(value),
    unit,
    bar ?? '',
    bar === null ? '' : ok ? 'holds' : 'MISSED',
  ])
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)))
  return cells
    .map((row) => row.map((cell, at) => (at === 1 ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0))))
    .map((row) => row.join('  ').trimEnd())
    .join('\n')
}

const readable = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(2))

export const save = (file: string, rows: readonly Row[]): Promise<void> =>
  writeFile(file, `${JSON.stringify({ rows }, null, 2)}\n`)
