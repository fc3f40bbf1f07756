import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Row } from '@baton/bench/row'
import { SUITES } from './suites.ts'
import { tally } from './tally.ts'
import type { Finding, Trial } from './trial.ts'

/** Runs suites one after the other; `names` chooses some. */
export async function run(trial: Trial, names: readonly string[]): Promise<Row[]> {
  const chosen = names.length > 0 ? names : Object.keys(SUITES)
  const unknown = chosen.filter((name) => !(name in SUITES))
  if (unknown.length > 0) {
    throw new Error(`There is no suite ${unknown.join(', ')}. There are: ${Object.keys(SUITES).join(', ')}.`)
  }
  const findings: Finding[] = []
  for (const name of chosen) {
    const folder = join(trial.folder, name)
    await mkdir(folder, { recursive: true })
    const startedAt = Date.now()
    process.stderr.write(`${name} … `)
    const finding = await SUITES[name]?.({ ...trial, folder })
    process.stderr.write(`${((Date.now() - startedAt) / 1_000).toFixed(0)} s\n`)
    if (finding) findings.push(finding)
  }
  return tally(findings, trial)
}
