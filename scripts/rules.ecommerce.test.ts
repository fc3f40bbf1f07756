import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Brain, compile } from '@baton/bot'
import { type Locale, type Pack, type Transcript, transcript } from '@baton/protocol'
import { backtest, type Thinking } from '@baton/relay/backtest'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { loadPack } from './pack.ts'
import { trainedOnce } from './trained-once.ts'
import { loadTranscripts } from './transcripts.ts'

const shipped = fileURLToPath(new URL('../packs/ecommerce', import.meta.url))

/** Besides what a transcript's line has: what the bot is to make of it, where that stands on the edge. */
interface Scripted {
  text?: string
  bot?: 'clarify' | 'abstain' | 'answer'
  confidence?: number
  near?: string
  cites?: string
  [more: string]: unknown
}
type Line = string | Scripted
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
  brain = compile(pack, await trainedOnce(pack))
}, 180_000)

/** The bot, which makes of scripted lines what is written of them. */
function thinkingOf(example: Example): Thinking {
  const scripted = new Map(
    linesOf(example).flatMap((line) => (typeof line === 'string' ? [] : [[line.text ?? '', line]])),
  )
  return {
    understand(text, context) {
      const reading = brain.understand(text, context)
      const { confidence, near, bot } = scripted.get(text) ?? {}
      return {
        ...reading,
        ...(confidence !== undefined && { intent: { id: 'shipping_fee', confidence } }),
        ...(near !== undefined && { nearest: [{ article: near, score: 0.2 }] }),
        ...(bot !== undefined && { recognised: bot !== 'abstain' }),
      }
    },
    answer(reading, context) {
      const { bot, cites } = scripted.get(reading.text) ?? {}
      if (bot === undefined) return brain.answer(reading, context)
      const common = { why: [], flow: null, sentences: [], options: [] }
      const citations = cites === undefined ? [] : [{ article: cites, title: cites }]
      return bot === 'answer' ? { do: bot, ...common, citations, confidence: 1 } : { do: bot, ...common }
    },
  }
}

/** At which lines the rule fires, when it is the only one there is. */
function firings(rule: string, example: Example): number[] {
  const rules = pack.rules.filter(({ id }) => id === rule)
  const alone = { ...pack, rules, flagged: example.flagged ?? [] }
  const [row] = backtest(alone, [asTranscript(example)], thinkingOf(example)).rows
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

test('the example transcripts pass on where a person took over, and nowhere else', async () => {
  const files = ['zh', 'en'].map((name) => `${shipped}/transcripts/${name}.jsonl`)
  const transcripts = (await Promise.all(files.map(loadTranscripts))).flat()
  const { rows, precision } = backtest(pack, transcripts, brain)
  expect(precision).toBe(1)
  expect(rows.filter(({ verdict }) => verdict === 'missed').map(({ id }) => id)).toEqual(['zh-agent-too-early'])
  expect(rows.find(({ id }) => id === 'zh-vip')?.offers).toMatchObject([{ line: 2, rule: 'valued-customer' }])
})
