import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { compile } from '@baton/bot'
import { train } from '@baton/bot/training'
import type { BacktestReport } from '@baton/protocol'
import { backtest } from '@baton/relay/backtest'
import { loadPack, loadRules } from './pack.ts'
import { loadTranscripts } from './transcripts.ts'

const USAGE = `npm run backtest -- --transcripts FILE.jsonl [--transcripts …] [--rules FILE.yaml] [--pack FOLDER] [--tolerance N] [--json FILE]

Replays past conversations against rules: when each would have passed to a person, beside what happened.

  --transcripts  one conversation a line; docs/guides/rules.md has the format
  --rules        rules to try (those of the pack)
  --pack         what the bot understands by (packs/ecommerce)
  --tolerance    messages of the customer early or late that still are a hit (1)
  --json         also writes the whole report there`

const { values: options } = parseArgs({
  options: {
    transcripts: { type: 'string', multiple: true, default: [] },
    rules: { type: 'string' },
    pack: { type: 'string', default: 'packs/ecommerce' },
    tolerance: { type: 'string', default: '1' },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
const tolerance = Number(options.tolerance)
if (options.help || options.transcripts.length === 0 || !Number.isInteger(tolerance) || tolerance < 0) {
  console.error(USAGE)
  process.exit(options.help ? 0 : 2)
}

const pack = await loadPack(options.pack)
const rules = options.rules === undefined ? pack.rules : await loadRules(options.rules)
const transcripts = (await Promise.all(options.transcripts.map(loadTranscripts))).flat()
const brain = compile(pack, train(pack))
const report = backtest({ ...pack, rules }, transcripts, brain, { tolerance })
console.log(asTable(report))
if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(report, null, 2)}\n`)

function asTable({ rows, ...report }: BacktestReport): string {
  const line = (cells: readonly string[], widths: readonly number[]): string =>
    cells
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd()
  const table = (head: readonly string[], body: readonly (readonly string[])[]): string => {
    const widths = head.map((_, index) => Math.max(...[head, ...body].map((cells) => cells[index]?.length ?? 0)))
    return [line(head, widths), ...body.map((cells) => line(cells, widths))].join('\n')
  }
  const percent = (share: number | null): string => (share === null ? '–' : `${(share * 100).toFixed(1)} %`)
  const told = rows.map(({ id, verdict, escalated, actual, offers }) => [
    id,
    verdict,
    escalated ? `line ${escalated.line + 1}: ${escalated.rule}` : '–',
    actual === null ? '–' : `line ${actual + 1}`,
    offers.map((offer) => `line ${offer.line + 1}: ${offer.rule}`).join(', ') || '–',
  ])
  const fired = report.rules.filter(({ escalated, offered }) => escalated + offered > 0)
  return [
    table(['Session', 'Verdict', 'Rules', 'Happened', 'Offers'], told),
    '',
    table(
      ['Rule', 'Passed on', 'Hits', 'Offered'],
      fired.map(({ rule, ...counts }) => [rule, String(counts.escalated), String(counts.hits), String(counts.offered)]),
    ),
    '',
    `${report.sessions} sessions, ${report.escalated} passed on, ${report.offered} offered a person`,
    Object.entries(report.verdicts)
      .map(([verdict, count]) => `${count} ${verdict}`)
      .join(', '),
    `precision ${percent(report.precision)}, recall ${percent(report.recall)}, F1 ${percent(report.f1)}, first hand-off ${
      report.offset === null ? '–' : `${report.offset >= 0 ? '+' : ''}${report.offset.toFixed(2)} messages`
    }`,
  ].join('\n')
}
