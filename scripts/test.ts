import { stripVTControlCharacters } from 'node:util'
import { buildAssets } from '@baton/box/assets'
import { chromium } from './chromium.ts'
import { failuresOf } from './failures.ts'
import { speechPackages } from './speech-packages.ts'
import { type Outcome, run, type Step } from './steps.ts'

const vitest = (...args: string[]): string[] => ['vitest', 'run', '--reporter=default', ...args]
const browser = { CHROMIUM_PATH: chromium() }
speechPackages()

const SUITES: Step[] = [
  { title: 'pure code, client, scripts and demo, in Node', command: vitest('--project', 'node') },
  { title: 'gateway, in workerd', command: vitest('--project', 'gateway') },
  { title: 'chaos, in its short form', command: vitest('--project', 'chaos') },
  { title: 'calls, in Chromium', command: ['wtr'], in: 'packages/client', env: browser },
  { title: 'widget, in Chromium', command: ['wtr'], in: 'packages/widget', env: browser },
  { title: 'desk, in Chromium', command: ['wtr'], in: 'packages/desk', env: browser },
  {
    title: 'journeys, in Chromium against the started product',
    command: vitest('--project', 'journeys'),
    env: browser,
  },
]

/** How many tests a suite ran, from the last line of its report that says so. A suite that dies, or runs no test, counts as one failure. */
function countsOf({ ok, output }: Outcome): { passed: number; failed: number } {
  const lines = stripVTControlCharacters(output).split('\n')
  const report =
    lines.findLast((line) => /\d+ passed/.test(line)) ?? lines.findLast((line) => /\d+ failed/.test(line)) ?? ''
  const count = (what: string): number => Number(report.match(new RegExp(`(\\d+) ${what}`))?.[1] ?? 0)
  const passed = count('passed')
  return { passed, failed: Math.max(count('failed'), ok && passed > 0 ? 0 : 1) }
}

// The widget's tests load what is built, and the journeys run it.
await buildAssets()

const wanted = process.argv.slice(2)
const total = { passed: 0, failed: 0 }
const rows: string[] = []
const failures: string[] = []
for (const suite of SUITES.filter(({ title }) => wanted.length === 0 || wanted.some((word) => title.includes(word)))) {
  const started = Date.now()
  const outcome = await run(suite)
  const counts = countsOf(outcome)
  if (counts.failed > 0) failures.push(...failuresOf(outcome.output))
  total.passed += counts.passed
  total.failed += counts.failed
  rows.push(
    `${suite.title}: ${counts.passed} passed, ${counts.failed} failed, ${Math.round((Date.now() - started) / 1000)} s`,
  )
}

if (failures.length > 0) console.log(`\n── failed\n${failures.join('\n\n')}`)
console.log(`\n${rows.join('\n')}\n\n${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1)
