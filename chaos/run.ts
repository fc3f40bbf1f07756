import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { within } from '@baton/bench/numbers'
import { held, type Row } from '@baton/bench/row'
import { SUITES } from './suites.ts'
import { tally } from './tally.ts'
import type { Finding, Trial } from './trial.ts'

/** No suite takes longer. */
const SHORT_MS = 180_000
const LONG_MS = 1_800_000

/** Runs suites one after the other; `names` chooses some. */
export async function run(trial: Trial, names: readonly string[]): Promise<Row[]> {
  const chosen = names.length > 0 ? names : Object.keys(SUITES)
  const unknown = chosen.filter((name) => !(name in SUITES))
  if (unknown.length > 0) {
    throw new Error(`There is no suite ${unknown.join(', ')}. There are: ${Object.keys(SUITES).join(', ')}.`)
  }
  const findings: Finding[] = []
  for (const name of chosen) {
    const suite = SUITES[name]
    if (!suite) continue
    const folder = join(trial.folder, name)
    await mkdir(folder, { recursive: true })
    const startedAt = Date.now()
    process.stderr.write(`${name} … `)
    const finding = within(trial.isShort ? SHORT_MS : LONG_MS, `${name} ends`, suite({ ...trial, folder }))
    findings.push(await finding.catch((error: unknown) => brokenOff(name, error)))
    process.stderr.write(`${((Date.now() - startedAt) / 1_000).toFixed(0)} s\n`)
  }
  return tally(findings, trial)
}

/** A suite that does not come to its end has found something, or is broken; the others are run all the same. */
function brokenOff(name: string, error: unknown): Finding {
  console.error(error)
  return { rows: [held(`${name}: broken off`, 1, 'count', '<= 0')] }
}
