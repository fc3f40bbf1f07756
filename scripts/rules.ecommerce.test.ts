import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Brain, compile } from '@baton/bot'
import { train } from '@baton/bot/training'
import { type Locale, type Pack, type Transcript, transcript } from '@baton/protocol'
import { backtest } from '@baton/relay/backtest'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { loadPack } from './pack.ts'

const shipped = fileURLToPath(new URL('../packs/ecommerce', import.meta.url))

type Line = string | { text?: string; [more: string]: unknown }
type Example = { [L in Locale]?: Line[] } & {
  customer?: Transcript['customer']
  flagged?: string[]
  /** The rule fires before the last line too. */
  again?: true
  /** Just on one side of a bound. */
  edge?: true
}
const examples: Record<string, { fires: Example[]; quiet: Example[] }> = parse(
  await readFile(`${shipped}/examples/rules.yaml`, 'utf8'),
)

const localeOf = (example: Example): Locale => (example.en ? 'en' : example['zh-CN'] ? 'zh-CN' : 'zh-TW')
const linesOf = (example: Example): Line[] => example[localeOf(example)] ?? []
const shown = (example: Example): string =>
  linesOf(example)
    .map((line) => (typeof line === 'string' ? line : JSON.stringify(line)))
    .join(' / ')
const asTranscript = (example: Example): Transcript =>
  transcript.parse({
    id: 'example',
    locale: localeOf(example),
    customer: example.customer,
    lines: linesOf(example).map((line) => ({ by: 'customer', ...(typeof line === 'string' ? { text: line } : line) })),
    handoff: null,
  })

let pack: Pack
let brain: Brain
beforeAll(async () => {
  pack = await loadPack(shipped)
  brain = compile(pack, train(pack))
}, 180_000)

/** At which lines the rule fires, when it is the only one there is. */
function firings(rule: string, example: Example): number[] {
  const rules = pack.rules.filter(({ id }) => id === rule)
  const alone = { ...pack, rules, flagged: example.flagged ?? [] }
  const [row] = backtest(alone, [asTranscript(example)], brain).rows
  const { escalated, offers } = row ?? { escalated: null, offers: [] }
  const all = [...offers, ...(escalated?.rule === rule ? [escalated] : [])]
  for (const { evidence } of all) expect(evidence.length, `evidence of ${rule}`).toBeGreaterThan(0)
  return all.map(({ line }) => line)
}

test('every rule of the pack has examples, and every example a rule', () => {
  expect(Object.keys(examples).sort()).toEqual(pack.rules.map(({ id }) => id).sort())
})

describe.each(Object.entries(examples))('%s', (rule, { fires, quiet }) => {
  test('has examples for, against and at the bound, in Chinese and English', () => {
    for (const list of [fires, quiet]) {
      expect(list.some(({ en }) => en)).toBe(true)
      expect(list.some((each) => each['zh-CN'])).toBe(true)
    }
    expect([...fires, ...quiet].filter(({ edge }) => edge).length).toBeGreaterThan(1)
  })

  test.each(fires.map((example) => [shown(example), example] as const))('fires: %s', (_, example) => {
    const last = linesOf(example).length - 1
    const lines = firings(rule, example)
    expect(example.again ? lines.at(-1) : lines).toEqual(example.again ? last : [last])
  })

  test.each(quiet.map((example) => [shown(example), example] as const))('does not fire: %s', (_, example) => {
    expect(firings(rule, example)).toEqual([])
  })
})
