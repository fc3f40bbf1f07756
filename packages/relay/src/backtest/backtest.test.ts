import { type Pack, pack as packSchema, type Reading, type Transcript, transcript, wording } from '@baton/protocol'
import { describe, expect, test } from 'vitest'
import { backtest } from './backtest.ts'
import type { Thinking } from './replay.ts'

const said = (text: string) => ({ en: text, 'zh-CN': text, 'zh-TW': text })
const keyword = (id: string, word: string, does: object = {}) => ({
  id,
  name: said(id),
  at: 'reading',
  when: { fact: 'message.text', is: 'contains_any', value: [word] },
  mode: 'immediate',
  reason: 'policy',
  ...does,
})
const packOf = (...rules: object[]): Pack =>
  packSchema.parse({
    id: 'p',
    articles: [
      { id: 'a', locale: 'en', title: 'A', scene: 'after-sale', questions: ['q'], body: 'b', audience: 'public' },
    ],
    intents: [
      {
        id: 'i',
        name: said('i'),
        phrasings: { en: ['a', 'b', 'c'], 'zh-CN': ['a', 'b', 'c'], 'zh-TW': [] },
        serve: { article: 'a' },
      },
    ],
    flows: [],
    rules,
    actions: [],
    entities: [{ type: 'order_number', pattern: 'so\\d+', example: 'so1' }],
    wording: wording.parse(
      Object.fromEntries(
        Object.keys(wording.shape)
          .filter((key) => key !== 'variants')
          .map((key) => [key, said(key)]),
      ),
    ),
  })

/** Understands `?` as something it does not know. */
const thinking: Thinking = {
  understand: (text): Reading => ({
    text,
    locale: 'en',
    mood: { level: 'calm', words: [], negative: 0 },
    wantsPerson: [],
    intent: null,
    entities: [],
    nearest: [],
    repeats: 0,
    repeated: [],
    recognised: text !== '?',
  }),
}
const talk = (id: string, lines: (string | object)[], more: object = {}): Transcript =>
  transcript.parse({
    id,
    lines: lines.map((line) => {
      if (typeof line !== 'string') return { by: 'customer', ...line }
      const [, by, text] = /^(bot|agent): (.*)$/.exec(line) ?? [line, 'customer', line]
      return { by, text }
    }),
    ...more,
  })
const verdictOf = (lines: (string | object)[], more?: object, pack = packOf(keyword('k', 'now')), tolerance = 1) =>
  backtest(pack, [talk('t', lines, more)], thinking, { tolerance }).rows[0]

describe('a hand-off', () => {
  test('is a hit where a person took over, or as near as is tolerated', () => {
    expect(verdictOf(['a', 'bot: b', 'now', 'agent: hi'])).toMatchObject({
      verdict: 'hit',
      actual: 2,
      escalated: { line: 2, rule: 'k', reason: 'policy', evidence: [{ fact: 'message.text', words: ['now'] }] },
    })
    expect(verdictOf(['now', 'b', 'agent: hi'])?.verdict).toBe('hit')
    expect(verdictOf(['now', 'b', 'agent: hi'], {}, undefined, 0)?.verdict).toBe('early')
  })

  test('is early or late by the messages of the customer, whoever spoke in between', () => {
    expect(verdictOf(['now', 'b', 'c', 'agent: hi'])?.verdict).toBe('early')
    expect(verdictOf(['a', 'b', 'c', 'now'], { handoff: 0 })?.verdict).toBe('late')
    expect(verdictOf(['a', 'bot: x', 'bot: y', 'bot: z', 'now'], { handoff: 0 })?.verdict).toBe('hit')
  })

  test('is missed, needless, or rightly absent', () => {
    expect(verdictOf(['a', 'agent: hi', 'now'])).toMatchObject({ verdict: 'missed', actual: 0, escalated: null })
    expect(verdictOf(['now'])).toMatchObject({ verdict: 'false', actual: null })
    expect(verdictOf(['a'])?.verdict).toBe('none')
    expect(verdictOf(['now'], { handoff: null })?.verdict).toBe('false')
  })
})

test('counters, the phase of the answer, cooldowns and offers are as in a session', () => {
  const misses = {
    id: 'm',
    name: said('m'),
    at: 'answer',
    when: { fact: 'case.misses', is: 'at_least', value: 3 },
    mode: 'immediate',
    reason: 'not_understood',
  }
  const offer = keyword('o', 'offer', { mode: 'offer' })
  const row = verdictOf(['offer', 'offer', '?', '?', 'a', '?', '?', '?'], {}, packOf(misses, offer))
  expect(row).toMatchObject({ escalated: { line: 7, rule: 'm' }, offers: [{ line: 0, rule: 'o' }] })
})

test('an offer that waits is made when its time has come, by the times of the transcript', () => {
  const vip = { fact: 'customer.vip', is: 'equal', value: true }
  const pack = packOf({ ...keyword('v', ''), when: vip, mode: 'offer', reason: 'valued', delayS: 30 })
  const at = (ms: number) => ({ text: 'a', at: ms })
  const offersOf = (...times: number[]) => verdictOf(times.map(at), { customer: { tier: 'vip' } }, pack)?.offers
  expect(offersOf(0, 29_999)).toEqual([])
  expect(offersOf(0, 30_000)).toMatchObject([{ line: 1, rule: 'v', evidence: [{ fact: 'customer.vip', value: true }] }])
})

test('a failure of the bot passes on with the own rule of the gateway where the pack has none', () => {
  expect(verdictOf(['a', { text: 'b', failure: 'timeout' }])?.escalated).toEqual({
    line: 1,
    rule: 'turn-deadline',
    reason: 'bot_failed',
    evidence: [{ fact: 'turn.failure', value: 'timeout', words: [] }],
  })
})

test('what is sensitive is masked before a rule sees it, and what the workspace calls its own is not', () => {
  const pack = packOf(keyword('k', '4111'), keyword('o', 'so4111'))
  expect(verdictOf(['4111 1111 1111 1111'], {}, pack)?.escalated).toBeNull()
  expect(verdictOf(['so4111'], {}, pack)?.escalated?.rule).toBe('o')
})

test('figures of the whole: hits among those made and those needed, and how far off they were', () => {
  const report = backtest(
    packOf(keyword('k', 'now')),
    [
      talk('hit', ['a', 'now', 'agent: hi']),
      talk('late', ['a', 'b', 'c', 'now'], { handoff: 0 }),
      talk('missed', ['a', 'agent: hi']),
      talk('false', ['now']),
      talk('none', ['a']),
    ],
    thinking,
  )
  expect(report).toMatchObject({ sessions: 5, escalated: 3, offered: 0, offset: 1.5 })
  expect(report.verdicts).toEqual({ hit: 1, early: 0, late: 1, missed: 1, false: 1, none: 1 })
  expect([report.precision, report.recall, report.f1]).toEqual([1 / 3, 1 / 3, 2 / 6])
  expect(report.rules).toEqual([{ rule: 'k', escalated: 3, hits: 1, offered: 0 }])
  expect(backtest(packOf(), [talk('none', ['a'])], thinking)).toMatchObject({
    precision: null,
    recall: null,
    offset: null,
  })
})
