import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { simulate } from './run.ts'

/** Simulates again, and keeps the results for the tables of `docs/scale.md`. */
const results = await simulate()
const text = JSON.stringify(results, (_, value) => (typeof value === 'number' ? round(value) : value), 2)
await writeFile(join(import.meta.dirname, 'results.json'), `${text}\n`)
for (const { size, showing, report } of results.peaks) console.log(showing, size, report)
console.table(results.storms)

function round(value: number): number {
  return Number(value.toPrecision(3))
}
