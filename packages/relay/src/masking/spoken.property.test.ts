import type { Locale } from '@baton/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DETECTORS, redact } from './index.ts'
import { Dice } from './testing/dice.ts'
import { canBeRead, played } from './testing/played.ts'
import { SPOKEN_ORDINARY, SPOKEN_SECRETS, VOICES } from './testing/utterances.ts'

const LOCALES: readonly Locale[] = ['en', 'zh-CN', 'zh-TW']
/** Of each kind in each language: six hundred utterances a language. */
const RUNS = 100
const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 }).map((seed) => new Dice(seed))

describe('what is said aloud', () => {
  for (const locale of LOCALES) {
    for (const [kind, make] of Object.entries(SPOKEN_SECRETS)) {
      test(`${locale}: is masked: ${kind}`, () => {
        fc.assert(
          fc.property(seeds, (dice) => {
            const { secret, messages, hints } = make(dice, locale)
            const stored = played(messages, [], { ...hints, spoken: true })
            expect(canBeRead(secret, stored), JSON.stringify({ secret, messages, stored })).toBe(false)
          }),
          { numRuns: RUNS },
        )
      })
    }
    test.each(SPOKEN_ORDINARY[locale])(`${locale}: stays: %s`, (words) => {
      expect(redact(words, DETECTORS, [], { spoken: true }).text).toBe(words)
    })

    test(`${locale}: a number that is said stays when it is one of the workspace's own`, () => {
      fc.assert(
        fc.property(seeds, (dice) => {
          const words = VOICES[locale](dice, dice.digits(6))
          expect(redact(words, DETECTORS, [], { spoken: true }).text).toBe(words)
        }),
        { numRuns: RUNS },
      )
    })
  }
})
