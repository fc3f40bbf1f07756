import { type Condition, condition, FACTS, type FactName, type Facts, OPERATORS } from '@baton/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holds } from './holds.ts'

const words = fc.oneof(
  fc.constantFrom('late', '延期', 'calm', 'complaint', '.*', '('),
  fc.string({ minLength: 1, maxLength: 8 }),
)
const value = fc.oneof(fc.boolean(), fc.double(), words, fc.array(words, { minLength: 1, maxLength: 3 }))
const fact = fc.oneof(fc.constantFrom(...(Object.keys(FACTS) as FactName[])), fc.constant<FactName>('attribute.assets'))
const operator = fc.constantFrom(...(Object.keys(OPERATORS) as (keyof typeof OPERATORS)[]))
const { condition: given } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', maxDepth: 4 },
    fc.record({ fact, is: operator, value }),
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}))
const facts: fc.Arbitrary<Facts> = fc.dictionary(fact, value, { maxKeys: 12 }) as fc.Arbitrary<Facts>

test('any condition is answered, whatever is known, and its opposite is the opposite', () => {
  fc.assert(
    fc.property(given, facts, (when, values) => {
      const sheet = { values, words: {} }
      const answer = holds(when, sheet)
      expect(answer === null || Array.isArray(answer)).toBe(true)
      expect(holds({ not: when }, sheet) === null).toBe(answer !== null)
      expect(holds({ all: [when] }, sheet)).toEqual(answer)
      expect(holds({ any: [when] }, sheet)).toEqual(answer)
    }),
    { numRuns: 500 },
  )
})

test('with nothing known no comparison holds', () => {
  fc.assert(
    fc.property(fact, operator, value, (name, is, against) => {
      expect(holds({ fact: name, is, value: against } as Condition, { values: {}, words: {} })).toBeNull()
    }),
  )
})

test('whatever is sent as a condition is read or refused, and never throws', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        given,
        fc.json().map((text) => JSON.parse(text) as unknown),
        fc.anything(),
      ),
      (sent) => {
        const { success, data } = condition.safeParse(sent)
        if (success) expect(condition.parse(data)).toEqual(data)
      },
    ),
    { numRuns: 500 },
  )
})
