import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DETECTORS, redact } from './index.ts'
import { Dice } from './testing/dice.ts'
import { ORDINARY, OWN_NUMBERS } from './testing/ordinary.ts'
import { canBeRead, played } from './testing/played.ts'
import { SAMPLES } from './testing/samples.ts'

const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 }).map((seed) => new Dice(seed))

describe('valid numbers in any writing', () => {
  for (const [kind, make] of Object.entries(SAMPLES)) {
    test(`are masked: ${kind}`, () => {
      fc.assert(
        fc.property(seeds, (dice) => {
          const { secret, messages, hints } = make(dice)
          const stored = played(messages, [], hints)
          expect(canBeRead(secret, stored), JSON.stringify({ secret, messages, stored })).toBe(false)
        }),
        { numRuns: 200 },
      )
    })
  }

  test('what is masked once stays as it is', () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom(...Object.values(SAMPLES)), (dice, make) => {
        const [text] = played(make(dice).messages.slice(0, 1))
        expect(redact(text ?? '', DETECTORS).text).toBe(text)
      }),
      { numRuns: 500 },
    )
  })
})

describe('what is nobody’s secret', () => {
  for (const kind of ['exempt patterns', 'dates', 'times and versions', 'short numbers']) {
    test(`stays: ${kind}`, () => {
      const make = ORDINARY[kind]
      if (!make) throw new Error(`no such kind: ${kind}`)
      fc.assert(
        fc.property(seeds, (dice) => {
          const text = make(dice)
          expect(redact(text, DETECTORS, OWN_NUMBERS).text).toBe(text)
        }),
        { numRuns: 500 },
      )
    })
  }
})
