import { z } from 'zod'

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
  z.object({ phrases: z.array(z.string().max(200)).min(1).max(1_000) }),
])
export type Slot = z.infer<typeof slot>
export type Slots = Readonly<Record<string, Slot>>

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
