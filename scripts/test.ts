import { stripVTControlCharacters } from 'node:util'
import { buildAssets } from '@baton/box/assets'
import { chromium } from './chromium.ts'
import { failuresOf } from './failures.ts'
import { speechPackages } from './speech-packages.ts'
import { type Outcome, run, type Step } from './steps.ts'

const vitest = (...args: string[]): string[] => ['vitest', 'run', '--reporter=default', ...args]
const browser = { CHROMIUM_PATH: chromium() }
speechPackages()

/**
 * Stages follow each other. In a stage, lanes run beside each other: the suites of both wait more than they compute, for
 * timers, disks and browsers. What computes all the time has a stage of its own, and so has what is heard as it is said.
 */
const STAGES: Step[][][] = [
  [[{ title: 'pure code, client, scripts and demo, in Node', command: vitest('--project', 'node') }]],
  [
    [
      { title: 'gateway, in workerd', command: vitest('--project', 'gateway') },
      { title: 'chaos, in its short form', command: vitest('--project', 'chaos') },
    ],
    [
      { title: 'widget, in Chromium', command: ['wtr'], in: 'packages/widget', env: browser },
      { title: 'desk, in Chromium', command: ['wtr'], in: 'packages/desk', env: browser },
      {
        title: 'journeys, in Chromium against the started product',
        command: vitest('--project', 'journeys'),
        env: browser,
      },
    ],
  ],
  [
    [
      { title: 'sound of calls, in Chromium', command: ['wtr'], in: 'packages/client', env: browser },
      {
        title: 'journeys of calls, in Chromium against the started product',
        command: vitest('--project', 'calls'),
        env: browser,
      },
    ],
  ],
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
const isWanted = ({ title }: Step): boolean => wanted.length === 0 || wanted.some((word) => title.includes(word))
const total = { passed: 0, failed: 0 }
const rows: string[] = []
const failures: string[] = []

async function test(suite: Step, shows: 'at once' | 'when over'): Promise<void> {
  const started = Date.now()
  const outcome = await run(suite, shows)
  const { passed, failed } = countsOf(outcome)
  if (failed > 0) failures.push(...failuresOf(outcome.output))
  total.passed += passed
  total.failed += failed
  rows.push(`${suite.title}: ${passed} passed, ${failed} failed, ${Math.round((Date.now() - started) / 1000)} s`)
}

for (const stage of STAGES) {
  const lanes = stage.map((lane) => lane.filter(isWanted)).filter((lane) => lane.length > 0)
  await Promise.all(
    lanes.map(async (lane) => {
      for (const suite of lane) await test(suite, lanes.length > 1 ? 'when over' : 'at once')
    }),
  )
}

if (failures.length > 0) console.log(`\n── failed\n${failures.join('\n\n')}`)
console.log(`\n${rows.join('\n')}\n\n${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1)
