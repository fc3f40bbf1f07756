import { z } from 'zod'

const NUMBER = /^([A-Za-z]{0,6})[- ]?(\d{3,20})$/
/** A number of the same kind may be this much longer than the example. */
const LONGER = 3

/** A part of a phrase that is said in many ways, written `{name}` in it. */
export const slot = z.union([
  /** One digit at a time, after letters that are spelt: SO10042. */
  z.object({
    letters: z
      .string()
      .regex(/^[A-Za-z]{0,6}$/)
      .optional(),
    digits: z.object({ min: z.int().min(1).max(20), max: z.int().min(1).max(20) }).refine(({ min, max }) => min <= max),
  }),
  /** Today, Monday, the third of March, March third. */
  z.object({ dates: z.literal(true) }),
  z.object({ phrases: z.array(z.string().max(200)).min(1).max(2_000) }),
  /** Examples: numbers stand for all of their kind, other words for themselves. */
  z.array(z.string().max(200)).min(1).max(2_000).transform(fromExamples),
])
export type Slot =
  | { letters?: string | undefined; digits: { min: number; max: number } }
  | { dates: true }
  | { phrases: string[] }
export type Slots = Readonly<Record<string, Slot>>

function fromExamples(examples: string[]): Slot {
  const numbers = examples.map((example) => NUMBER.exec(example.trim()))
  const lengths = numbers.map((number) => number?.[2]?.length ?? 0)
  if (lengths.includes(0)) return { phrases: examples }
  const [letters = ''] = numbers.map((number) => number?.[1] ?? '')
  return { letters, digits: { min: Math.min(...lengths), max: Math.min(20, Math.max(...lengths) + LONGER) } }
}

/** A number that is written out in an example stands for all of its kind. */
export function withSlots(phrase: string, slots: Slots): string {
  let text = phrase
  for (const [name, each] of Object.entries(slots)) {
    if (!('digits' in each)) continue
    const { min, max } = each.digits
    const pattern = `(?<![\\p{L}\\d{])${each.letters ?? ''}[- ]?\\d{${min},${max}}(?![\\p{L}\\d}])`
    text = text.replace(new RegExp(pattern, 'giu'), `{${name}}`)
  }
  return text
}

const DAYS = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ')
const MONTHS = 'january february march april may june july august september october november december'.split(' ')
const FIRSTS = 'first second third fourth fifth sixth seventh eighth ninth'.split(' ')
const ORDINALS = [
  ...FIRSTS,
  ...'tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  ),
  ...FIRSTS.map((each) => `twenty ${each}`),
  'thirtieth',
  'thirty first',
]

/** Days as they are said in English. */
export const dates = (): string[] => [
  'today',
  'yesterday',
  'tomorrow',
  ...DAYS.flatMap((day) => [day, `last ${day}`, `next ${day}`]),
  ...MONTHS.flatMap((month) => ORDINALS.flatMap((day) => [`${month} ${day}`, `the ${day} of ${month}`])),
]
