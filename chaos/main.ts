import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Lessons } from '@baton/bench/lessons'
import { machine } from '@baton/bench/machine'
import { save, table } from '@baton/bench/row'
import { run } from './run.ts'

const { values, positionals } = parseArgs({
  options: {
    json: { type: 'string' },
    folder: { type: 'string' },
    seed: { type: 'string', default: '20261126' },
    short: { type: 'boolean', default: false },
  },
  allowPositionals: true,
})
const seed = Number(values.seed)
if (!Number.isSafeInteger(seed)) throw new Error(`--seed ${values.seed} is not a whole number.`)

// Then what was started is ended, too.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))

const folder = await mkdtemp(join(values.folder ?? tmpdir(), 'baton-chaos-'))
try {
  const rows = await run({ folder, seed, isShort: values.short, lessons: new Lessons() }, positionals)
  console.log(`\n${await machine(folder)}\nSeed ${seed}.\n\n${table(rows)}`)
  if (values.json) await save(values.json, rows)
  process.exitCode = rows.every(({ ok }) => ok) ? 0 : 1
} finally {
  await rm(folder, { recursive: true, force: true })
}
process.exit()
