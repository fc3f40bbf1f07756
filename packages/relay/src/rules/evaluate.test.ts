import { type Condition, type Rule, rule } from '@baton/protocol'
import { expect, test } from 'vitest'
import { evaluate, type FactSheet } from './evaluate.ts'

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
const firing = (when: Condition) => evaluate([make('R', when)], 'reading', sheet)?.evidence ?? null

test('a rule fires with the fact, its value and the words behind it', () => {
  expect(firing({ fact: 'customer.wantsPerson', is: 'equal', value: true })).toEqual([
    { fact: 'customer.wantsPerson', value: true, words: ['转人工'] },
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

test('order decides, disabled rules and other phases do not fire', () => {
  const calm: Condition = { fact: 'mood.level', is: 'equal', value: 'calm' }
  const rules = [
    { ...make('off', calm), enabled: false },
    make('later', calm, undefined, 'answer'),
    make('offer', calm, { mode: 'offer', reason: 'repeated' }),
    make('first', calm),
  ]
  expect(evaluate(rules, 'reading', sheet)?.rule.id).toBe('offer')
  expect(evaluate(rules, 'reading', sheet, 'immediate')?.rule.id).toBe('first')
  expect(evaluate(rules, 'answer', sheet)?.rule.id).toBe('later')
})

test('a comparison of the wrong type is refused when the rules are loaded', () => {
  expect(() => make('bad', { fact: 'case.misses', is: 'at_least', value: 'two' })).toThrow(/needs a number/)
})

test('a keyword in letters is a whole word, one in Han stands anywhere, whatever the width', () => {
  const text = (words: string): FactSheet => ({ values: { 'message.text': words }, words: {} })
  const late: Condition = { fact: 'message.text', is: 'contains_any', value: ['late', '延期'] }
  const fires = (words: string) => evaluate([make('R', late)], 'reading', text(words)) !== null
  expect(fires('It is LATE again')).toBe(true)
  expect(fires('ｌａｔｅ?')).toBe(true)
  expect(fires('A chocolate cake')).toBe(false)
  expect(fires('chocolate, and late')).toBe(true)
  expect(fires('我想延期还款')).toBe(true)
})

test('a list holds what it holds, not what sounds alike', () => {
  const tags: FactSheet = { values: { 'intent.tags': ['high-risk'] }, words: {} }
  const has = (tag: string) =>
    evaluate([make('R', { fact: 'intent.tags', is: 'contains_any', value: [tag] })], 'reading', tags)
  expect(has('high-risk')?.evidence).toEqual([{ fact: 'intent.tags', value: 'high-risk', words: ['high-risk'] }])
  expect(has('risk')).toBeNull()
})
