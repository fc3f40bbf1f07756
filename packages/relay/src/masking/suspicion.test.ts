import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DETECTORS } from './index.ts'
import { project } from './projection.ts'
import { isSuspicious } from './suspicion.ts'
import { Dice } from './testing/dice.ts'
import { ORDINARY } from './testing/ordinary.ts'
import { SAMPLES } from './testing/samples.ts'

const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 }).map((seed) => new Dice(seed))
const words = fc.constantFrom(
  ...[
    'pin',
    'cvv',
    'code',
    'passport',
    '密码',
    '验证码',
    '病历号',
    'medicare',
    'at',
    'dot',
    'com',
    'de',
    'gb',
    'one',
    'oh',
    '三位',
  ],
  ...[' ', ' ', '-', '.', '１２', '34', '567', '8901', '〇', '四'],
)
const mixtures = fc.array(words, { maxLength: 12 }).map((parts) => parts.join(''))

/** What is not suspicious is left to itself, so no detector may have anything to say of it. */
function expectNothingIn(text: string): void {
  const projection = project(text)
  if (isSuspicious(projection, {})) return
  expect(
    DETECTORS.flatMap((detector) => detector(projection, {})),
    text,
  ).toEqual([])
}

test('what no detector looks at holds nothing that one would find', () => {
  fc.assert(fc.property(mixtures, expectNothingIn), { numRuns: 5_000 })
  for (const make of Object.values(SAMPLES)) {
    fc.assert(
      fc.property(seeds, (dice) => make(dice).messages.forEach(expectNothingIn)),
      { numRuns: 100 },
    )
  }
})

test('a short number in a sentence is not looked at, one that was asked for is', () => {
  expect(isSuspicious(project('see you at noon, order 4123'), {})).toBe(false)
  expect(isSuspicious(project('482913'), { asking: 'code' })).toBe(true)
  expect(isSuspicious(project('4829'), { asking: 'id_last_four' })).toBe(true)
  for (const text of ['my pin is 1234', '安全码 123', 'a@b.cn', 'lin at shop dot com', '13812345678']) {
    expect(isSuspicious(project(text), {}), text).toBe(true)
  }
  const make = ORDINARY['short numbers']
  if (!make) throw new Error('no such kind: short numbers')
  const dice = new Dice(1)
  const texts = Array.from({ length: 200 }, () => make(dice))
  expect(texts.filter((text) => isSuspicious(project(text), {})).length).toBeLessThan(20)
})
