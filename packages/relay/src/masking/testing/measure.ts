import { DETECTORS, redact } from '../index.ts'
import { Dice } from './dice.ts'
import { HOSTILE, timesOf } from './hostile.ts'
import { ORDINARY, OWN_NUMBERS, UNPROTECTED } from './ordinary.ts'
import { canBeRead, played } from './played.ts'
import { SAMPLES } from './samples.ts'
import { inSentence } from './writings.ts'

/** One measured value, with the bar it is held against or `null`. */
export interface Figure {
  name: string
  value: number
  unit: string
  bar: string | null
  ok: boolean
}

const SAMPLES_OF_EACH = 1_000
const ORDINARY_OF_EACH = 10_000
const TEXTS = 1_000
const TEXT_CHARS = 500
/** The engine has compiled what it will by then. */
const READINGS = 30

/**
 * Recall, false positives and time of the masking door. The same texts for the same seed. `clock` tells milliseconds with
 * fractions.
 */
export function measureMasking(seed: number, clock: () => number): Figure[] {
  const recalls = Object.entries(SAMPLES).map(([name, make], at) => ({
    name,
    share: recallOf(make, new Dice(seed + at)),
  }))
  const stays = Object.entries(ORDINARY).map(([name, make], at) => ({
    name,
    share: maskedOf(make, new Dice(seed + at)),
  }))
  const others = Object.entries(UNPROTECTED).map(([name, make], at) => ({
    name,
    share: maskedOf(make, new Dice(seed + at)),
  }))
  return [
    held('masking recall', Math.min(...recalls.map(({ share }) => share)), '%', '>= 100'),
    held('masking false positives', Math.max(...stays.map(({ share }) => share)), '%', '<= 0.5'),
    held('masking p99 500 chars', p99(seed, clock), 'ms', '<= 1'),
    held('masking 64 KiB hostile', Math.max(...timesOf(HOSTILE, READINGS, clock)), 'ms', '<= 20'),
    ...recalls.map(({ name, share }) => told(`masking recall: ${name}`, share)),
    ...stays.map(({ name, share }) => told(`masking false positives: ${name}`, share)),
    ...others.map(({ name, share }) => told(`masked without a pattern of the workspace: ${name}`, share)),
  ]
}

function held(name: string, value: number, unit: string, bar: string): Figure {
  const limit = Number(bar.slice(3))
  return { name, value, unit, bar, ok: bar.startsWith('>=') ? value >= limit : value <= limit }
}

const told = (name: string, value: number): Figure => ({ name, value, unit: '%', bar: null, ok: true })

const recallOf = (make: (dice: Dice) => { secret: string; messages: string[]; hints?: object }, dice: Dice): number => {
  let hidden = 0
  for (let n = 0; n < SAMPLES_OF_EACH; n++) {
    const { secret, messages, hints } = make(dice)
    if (!canBeRead(secret, played(messages, [], hints))) hidden += 1
  }
  return (hidden / SAMPLES_OF_EACH) * 100
}

function maskedOf(make: (dice: Dice) => string, dice: Dice): number {
  let masked = 0
  for (let n = 0; n < ORDINARY_OF_EACH; n++)
    if (redact(make(dice), DETECTORS, OWN_NUMBERS).marks.length > 0) masked += 1
  return (masked / ORDINARY_OF_EACH) * 100
}

const PROSE = [
  'Hello, I bought an oak chair two weeks ago and one of the legs came off. ',
  '你好，我想问一下上次买的橡木椅子什么时候能到，能不能改一下收货地址？',
  '您好，我想請問一下這張椅子還有沒有現貨，運費怎麼算？',
  'Could you check whether it is still under warranty, please? ',
] as const

/** Texts of 500 characters in three languages, half of them with numbers in. */
function textOf(dice: Dice): string {
  const makers = [
    ...Object.values(ORDINARY),
    ...Object.values(SAMPLES).map((make) => (from: Dice) => make(from).messages.join('\n')),
  ]
  const hasNumbers = dice.chance(0.5)
  let text = ''
  while (text.length < TEXT_CHARS) {
    const number = hasNumbers && dice.chance(0.3) ? (dice.one(makers)?.(dice) ?? '') : ''
    text += dice.one(PROSE) + (number && inSentence(dice, number))
  }
  return text.slice(0, TEXT_CHARS)
}

/** The least of three readings each, since other work on the machine is not the door's. */
function p99(seed: number, clock: () => number): number {
  const dice = new Dice(seed)
  const texts = Array.from({ length: TEXTS }, () => textOf(dice))
  const times = texts.map(() => Number.POSITIVE_INFINITY)
  for (let round = 0; round < 4; round++) {
    texts.forEach((text, at) => {
      const before = clock()
      redact(text, DETECTORS, OWN_NUMBERS)
      times[at] = Math.min(times[at] ?? 0, clock() - before)
    })
  }
  return times.sort((a, b) => a - b)[Math.floor(TEXTS * 0.99)] ?? Number.NaN
}
