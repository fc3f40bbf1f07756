import { type Condition, type Rule, rule } from '@baton/protocol'
import { expect, test } from 'vitest'
import type { FactSheet } from './holds.ts'
import { judge, type Memory } from './judge.ts'

const name = { en: 'x', 'zh-CN': 'x', 'zh-TW': 'x' }
const make = (
  id: string,
  when: Condition,
  does: object = { mode: 'immediate', reason: 'asked' },
  at = 'reading',
): Rule => rule.parse({ id, name, at, when, ...does })

const sheet: FactSheet = {
  values: { 'customer.wantsPerson': true, 'case.misses': 2, 'mood.level': 'calm', 'message.text': '请帮我延期' },
  words: { 'customer.wantsPerson': ['转人工'] },
}
const NOW = 1_000_000
const fresh: Memory = { fired: {}, offer: null }
const fired = (rules: Rule[], memory: Memory = fresh, at: Rule['at'] = 'reading', known = sheet) =>
  judge(rules, at, () => known, memory, NOW).fired
const firing = (when: Condition) => fired([make('R', when)])?.evidence ?? null

test('a rule fires with the fact, its value and the words behind it', () => {
  expect(firing({ fact: 'customer.wantsPerson', is: 'equal', value: true })).toEqual([
    { fact: 'customer.wantsPerson', value: true, words: ['转人工'] },
  ])
})

test('what stands beside a fact is told with it', () => {
  const beside = { 'mood.level': [{ fact: 'voice.rate' as const, value: 1.4, words: [] }] }
  const known = { ...sheet, beside }
  expect(
    fired([make('R', { fact: 'mood.level', is: 'equal', value: 'calm' })], fresh, 'reading', known)?.evidence,
  ).toEqual([
    { fact: 'mood.level', value: 'calm', words: [] },
    { fact: 'voice.rate', value: 1.4, words: [] },
  ])
})

test('thresholds include their bound', () => {
  expect(firing({ fact: 'case.misses', is: 'at_least', value: 2 })).not.toBeNull()
  expect(firing({ fact: 'case.misses', is: 'at_least', value: 3 })).toBeNull()
  expect(firing({ fact: 'case.misses', is: 'below', value: 2 })).toBeNull()
})

test('a fact that is not known makes no comparison true', () => {
  expect(firing({ fact: 'intent.confidence', is: 'below', value: 0.8 })).toBeNull()
  expect(firing({ fact: 'customer.tier', is: 'not_equal', value: 'gold' })).toBeNull()
})

test('conditions combine', () => {
  const calm: Condition = { fact: 'mood.level', is: 'one_of', value: ['calm'] }
  const angry: Condition = { fact: 'mood.level', is: 'equal', value: 'angry' }
  expect(firing({ all: [calm, { not: angry }] })).toHaveLength(1)
  expect(firing({ any: [angry, calm] })).toHaveLength(1)
  expect(firing({ all: [calm, angry] })).toBeNull()
})

test('keywords give the words that matched as evidence', () => {
  expect(firing({ fact: 'message.text', is: 'contains_any', value: ['延期', 'refund'] })?.[0]?.words).toEqual(['延期'])
})

const calm: Condition = { fact: 'mood.level', is: 'equal', value: 'calm' }

test('disabled rules and those of other phases do not fire', () => {
  const rules = [
    { ...make('off', calm), enabled: false },
    make('later', calm, undefined, 'answer'),
    make('first', calm),
  ]
  expect(fired(rules)?.rule.id).toBe('first')
  expect(fired(rules, fresh, 'answer')?.rule.id).toBe('later')
})

test('of several that fire, one that passes the baton decides before one that offers, then priority, then order', () => {
  const rules = [
    make('offer', calm, { mode: 'offer', reason: 'repeated', priority: 9 }),
    make('low', calm),
    make('high', calm, { mode: 'immediate', reason: 'emergency', priority: 9 }),
    make('high-too', calm, { mode: 'immediate', reason: 'mood', priority: 9 }),
  ]
  expect(fired(rules)?.rule.id).toBe('high')
  expect(fired(rules.slice(0, 2))?.rule.id).toBe('low')
  expect(fired(rules.slice(0, 1))?.rule.id).toBe('offer')
})

test('a rule that fired does not fire again while it cools down, and fires when that is over', () => {
  const rule = make('R', calm, { mode: 'immediate', reason: 'mood', cooldownS: 60 })
  expect(fired([rule], { fired: { R: NOW - 59_999 }, offer: null })).toBeNull()
  expect(fired([rule], { fired: { R: NOW - 60_000 }, offer: null })?.rule.id).toBe('R')
  expect(fired([rule], { fired: { other: NOW }, offer: null })?.rule.id).toBe('R')
})

test('flood of offers: for three messages after one there is no other, unless it is weightier', () => {
  const offer = (priority: number) => make('R', calm, { mode: 'offer', reason: 'repeated', priority })
  const after = (turnsAgo: number): Memory => ({ fired: {}, offer: { priority: 2, turnsAgo } })
  expect(fired([offer(2)], after(3))).toBeNull()
  expect(fired([offer(2)], after(4))?.rule.id).toBe('R')
  expect(fired([offer(3)], after(1))?.rule.id).toBe('R')
  expect(fired([make('now', calm)], after(1))?.rule.id).toBe('now')
})

test('what stands in place of the answer is said each time, however lately a person was offered', () => {
  const say = { en: 'I may not.', 'zh-CN': 'x', 'zh-TW': 'x' }
  const rule = make('R', calm, { mode: 'offer', reason: 'compliance', say })
  expect(fired([rule], { fired: { R: NOW - 1 }, offer: { priority: 9, turnsAgo: 1 } })?.rule.id).toBe('R')
})

test('an offer for later decides nothing now', () => {
  const vip: FactSheet = { values: { 'customer.vip': true }, words: {} }
  const rule = make(
    'R',
    { fact: 'customer.vip', is: 'equal', value: true },
    { mode: 'offer', reason: 'valued', delayS: 30 },
  )
  const verdict = judge([rule], 'reading', () => vip, fresh, NOW)
  expect(verdict).toEqual({ fired: null, later: [rule] })
})

test('a rule is judged by what its own window shows', () => {
  const rule = make(
    'R',
    { fact: 'case.misses', is: 'at_least', value: 2 },
    { mode: 'immediate', reason: 'mood', window: { turns: 1 } },
  )
  const asked: object[] = []
  const look = (window: object): FactSheet => {
    asked.push(window)
    return { values: { 'case.misses': 1 }, words: {} }
  }
  expect(judge([rule], 'reading', look, fresh, NOW).fired).toBeNull()
  expect(asked).toEqual([{ turns: 1 }])
})

test('a comparison of the wrong type is refused when the rules are loaded', () => {
  expect(() => make('bad', { fact: 'case.misses', is: 'at_least', value: 'two' })).toThrow(/needs a number/)
})

test('a keyword in letters is a whole word, one in Han stands anywhere, whatever the width', () => {
  const text = (words: string): FactSheet => ({ values: { 'message.text': words }, words: {} })
  const late: Condition = { fact: 'message.text', is: 'contains_any', value: ['late', '延期'] }
  const fires = (words: string) => fired([make('R', late)], fresh, 'reading', text(words)) !== null
  expect(fires('It is LATE again')).toBe(true)
  expect(fires('ｌａｔｅ?')).toBe(true)
  expect(fires('A chocolate cake')).toBe(false)
  expect(fires('chocolate, and late')).toBe(true)
  expect(fires('我想延期还款')).toBe(true)
})

test('a list holds what it holds, not what sounds alike', () => {
  const tags: FactSheet = { values: { 'intent.tags': ['high-risk'] }, words: {} }
  const has = (tag: string) =>
    fired([make('R', { fact: 'intent.tags', is: 'contains_any', value: [tag] })], fresh, 'reading', tags)
  expect(has('high-risk')?.evidence).toEqual([{ fact: 'intent.tags', value: 'high-risk', words: ['high-risk'] }])
  expect(has('risk')).toBeNull()
})
