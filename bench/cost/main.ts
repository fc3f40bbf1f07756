import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { table } from '../row.ts'
import { costRows, measureCost } from './cost.ts'

/** Counts again what conversations cost, and keeps it for the tables of `docs/scale.md`. */
const folder = await mkdtemp(join(tmpdir(), 'baton-cost-'))
try {
  const measured = await measureCost(folder)
  await writeFile(join(import.meta.dirname, 'measured.json'), `${JSON.stringify(measured, null, 2)}\n`)
  console.log(table(costRows(measured)))
} finally {
  await rm(folder, { recursive: true, force: true })
}
process.exit(0)
