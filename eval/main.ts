import { parseArgs } from 'node:util'
import { type Row, save, table } from '@baton/bench/row'
import { openData } from './data.ts'
import { SUITES } from './suites.ts'

const { values, positionals } = parseArgs({ options: { json: { type: 'string' } }, allowPositionals: true })
const names = positionals.length > 0 ? positionals : Object.keys(SUITES)
const unknown = names.filter((name) => !Object.hasOwn(SUITES, name))
if (unknown.length > 0) {
  console.error(`There is no suite ${unknown.join(', ')}. There are: ${Object.keys(SUITES).join(', ')}.`)
  process.exit(2)
}

const data = openData()
const rows: Row[] = []
const failed: string[] = []
for (const name of names) {
  const started = performance.now()
  process.stderr.write(`${name} …`)
  try {
    rows.push(...((await SUITES[name]?.(data)) ?? []))
  } catch (error) {
    // What the other suites measure is worth knowing all the same.
    failed.push(name)
    console.error('', error)
  }
  process.stderr.write(` ${((performance.now() - started) / 1_000).toFixed(1)} s\n`)
}
console.log(`\n${table(rows)}`)
if (values.json) await save(values.json, rows)
if (failed.length > 0) console.error(`\nFailed: ${failed.join(', ')}. Their rows are missing.`)
process.exit(failed.length === 0 && rows.every(({ ok }) => ok) ? 0 : 1)
