import type { Locale } from '@baton/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskPartial } from './index.ts'
import { Dice } from './testing/dice.ts'
import { VOICES } from './testing/utterances.ts'

test.each([
  ['my card is four one one one', 'my card is ••••'],
  ['my card is 4111 11', 'my card is ••••'],
  ['it is four, uh, one one', 'it is ••••'],
  ['order SO10042 is for one person', 'order SO•••• is for one person'],
  ['我的卡号是六二二', '我的卡号是••••'],
  ['洞九一二', '••••'],
  ['我要一个', '我要一个'],
  ['I am waiting', 'I am waiting'],
  ['it is 4111 1111 1111 1111 and', 'it is [card •••• 1111] and'],
])('%s is shown as %s', (heard, shown) => {
  expect(maskPartial(heard)).toBe(shown)
})

test.each<Locale>(['en', 'zh-CN', 'zh-TW'])(
  '%s: wherever a number is cut off, no three figures of it are shown',
  (locale) => {
    fc.assert(
      fc.property(fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (seed, share) => {
        const dice = new Dice(seed)
        const words = VOICES[locale](dice, dice.digits(16))
        const shown = maskPartial(words.slice(0, Math.ceil(words.length * share)))
        expect(shown.replaceAll(/\[[^\]]*\]/g, '')).not.toMatch(
          /\d{3}|[零一二三四五六七八九幺两兩洞拐]{3}|(?:(?:one|two|three|four|five|six|seven|eight|nine|zero|oh) ){3}/,
        )
      }),
      { numRuns: 300 },
    )
  },
)
