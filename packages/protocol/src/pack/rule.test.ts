import { expect, test } from 'vitest'
import { rule } from './rule.ts'

const name = { en: 'x', 'zh-CN': 'x', 'zh-TW': 'x' }
const calm = { fact: 'mood.level', is: 'equal', value: 'calm' }
const base = { id: 'r', name, at: 'reading', when: calm, mode: 'immediate', reason: 'mood' }
const faults = (given: object): string[] => {
  const parsed = rule.safeParse({ ...base, ...given })
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
}

test('a rule as it was written once is read as it is written now', () => {
  const { mode: _mode, reason: _reason, ...old } = base
  const fire = { do: 'handoff', reason: 'asked', priority: 4 }
  expect(rule.parse({ ...old, fire })).toMatchObject({ mode: 'immediate', reason: 'asked', priority: 4, cooldownS: 0 })
  expect(rule.parse({ ...old, fire: { do: 'offer', reason: 'repeated' } })).toMatchObject({
    mode: 'offer',
    priority: 0,
  })
})

test('what was read is read again as the same', () => {
  const read = rule.parse({ ...base, mode: 'offer' })
  expect(read.cooldownS).toBe(300)
  expect(rule.parse(read)).toEqual(read)
})

test('a fault is told by its place, however deep it stands', () => {
  expect(faults({ when: { any: [calm, { not: { all: [calm, { ...calm, value: 'angy' }] } }] } })).toEqual([
    'when.any.1.not.all.1.value: mood.level is never angy',
  ])
  expect(faults({ when: { ...calm, fact: 'mood.lvl' } })).toEqual(['when.fact: no fact is called so'])
  expect(faults({ when: { fact: 'case.misses', is: 'at_least', value: 'two' } })).toEqual([
    'when.value: case.misses at_least needs a number',
  ])
  expect(faults({ when: { fact: 'case.misses', is: 'contains_any', value: ['2'] } })[0]).toMatch(/^when\.is: /)
  expect(faults({ when: { fact: 'intent.tags', is: 'equal', value: 'complaint' } })[0]).toMatch(/^when\.is: /)
})

test('conditions end: neither depth nor breadth is without bounds', () => {
  const deep = (levels: number): object => (levels === 0 ? calm : { not: deep(levels - 1) })
  expect(faults({ when: deep(5) })).toEqual([])
  expect(faults({ when: deep(6) })).toHaveLength(1)
  expect(faults({ when: deep(5_000) })).toHaveLength(1)
  expect(faults({ when: { any: Array.from({ length: 51 }, () => calm) } })).toHaveLength(1)
})

test('an attribute of the signed token is compared with what the rule gives, whatever its type', () => {
  expect(faults({ when: { fact: 'attribute.assets', is: 'at_least', value: 500_000 } })).toEqual([])
  expect(faults({ when: { fact: 'attribute.cabin', is: 'one_of', value: ['first'] } })).toEqual([])
  expect(faults({ when: { fact: 'attribute.', is: 'equal', value: 1 } })).toHaveLength(1)
})

test('a rule that could never fire, or must not be held back, is refused', () => {
  const outcome = { fact: 'turn.outcome', is: 'equal', value: 'abstain' }
  expect(faults({ when: outcome })).toEqual(['when: turn.outcome is not known at reading'])
  expect(faults({ when: outcome, at: 'answer' })).toEqual([])
  expect(faults({ reason: 'asked', cooldownS: 60 })).toEqual(['cooldownS: who asks for a person is not kept waiting'])
  const vip = { fact: 'customer.vip', is: 'equal', value: true }
  expect(faults({ delayS: 30, when: vip })).toEqual(['delayS: only an offer at reading can be made later'])
  expect(faults({ delayS: 30, when: vip, mode: 'offer' })).toEqual([])
  expect(faults({ delayS: 30, mode: 'offer' })).toEqual([
    'when: mood.level is not known any more when an offer is made later',
  ])
  const always = { fact: 'case.turns', is: 'at_least', value: 1 }
  expect(faults({ at: 'failure', mode: 'offer', when: always })).toEqual([
    'mode: who was not answered is not only offered a person',
  ])
  expect(faults({ at: 'rating', when: always })).toEqual([
    'mode: who has only rated is offered a person, not passed on',
  ])
  expect(faults({ at: 'rating', mode: 'offer' })).toEqual(['when: mood.level is not known at rating'])
})
