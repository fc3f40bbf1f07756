import { z } from 'zod'
import { type FactName, type FactType, factInfo, factName } from './fact.ts'

/** How deep conditions may stand in each other, and how many words a list may hold: judging one stays cheap. */
const MAX_DEPTH = 6
const MAX_PARTS = 50
const MAX_WORDS = 500
const MAX_WORD_CHARS = 200

type ValueType = 'boolean' | 'string' | 'number' | 'words'

interface OperatorInfo {
  /** Of which facts it can be asked, and what it compares them with; null: a value of the fact's own type. */
  of: readonly FactType[]
  with: ValueType | null
  about: string
}

export const OPERATORS = {
  equal: { of: ['boolean', 'string', 'number'], with: null, about: 'The same value.' },
  not_equal: { of: ['boolean', 'string', 'number'], with: null, about: 'Known, and another value.' },
  at_least: { of: ['number'], with: 'number', about: 'This much or more.' },
  above: { of: ['number'], with: 'number', about: 'More than this.' },
  at_most: { of: ['number'], with: 'number', about: 'This much or less.' },
  below: { of: ['number'], with: 'number', about: 'Less than this.' },
  one_of: { of: ['string'], with: 'words', about: 'One of these, written exactly so.' },
  contains_any: {
    of: ['string', 'list'],
    with: 'words',
    about:
      'Of a text: one of these stands in it, in either case and as whole words where it is written in letters with spaces between. Of a list: one of these is on it.',
  },
} as const satisfies Record<string, OperatorInfo>
export type Operator = keyof typeof OPERATORS

const word = z.string().min(1).max(MAX_WORD_CHARS)

const comparison = z
  .object({
    fact: factName,
    is: z.enum(Object.keys(OPERATORS) as [Operator, ...Operator[]]),
    value: z.union([z.boolean(), z.number(), z.string().max(MAX_WORD_CHARS), z.array(word).min(1).max(MAX_WORDS)]),
  })
  .superRefine((given, context) => {
    for (const { path, message } of misfits(given)) context.addIssue({ code: 'custom', path: [path], message })
  })
export interface Comparison {
  fact: FactName
  is: Operator
  value: boolean | number | string | string[]
}

function misfits({ fact, is, value }: Comparison): { path: keyof Comparison; message: string }[] {
  const operator: OperatorInfo = OPERATORS[is]
  const info = factInfo(fact)
  if (info && !operator.of.includes(info.type)) {
    return [{ path: 'is', message: `${fact} is a ${info.type}, which ${is} cannot be asked of` }]
  }
  const given = Array.isArray(value) ? 'words' : (typeof value as ValueType)
  const wanted = operator.with ?? info?.type ?? given
  if (given !== wanted || (operator.with === null && given === 'words')) {
    return [{ path: 'value', message: `${fact} ${is} needs a ${wanted === 'words' ? 'list of words' : wanted}` }]
  }
  const known = info?.values
  const unknown = known && [value].flat().find((each) => !known.includes(String(each)))
  return unknown === undefined ? [] : [{ path: 'value', message: `${fact} is never ${unknown}` }]
}

export type Condition = Comparison | { all: Condition[] } | { any: Condition[] } | { not: Condition }

/** The four shapes of a condition at one depth. By the shape that is meant, a fault is told by its place. */
function conditionAt(depth: number): z.ZodType<Condition> {
  if (depth > MAX_DEPTH) return z.custom<Condition>(() => false, `deeper than ${MAX_DEPTH} conditions`)
  const inner = conditionAt(depth + 1)
  const parts = z.array(inner).min(1).max(MAX_PARTS)
  const shapes = {
    all: z.strictObject({ all: parts }),
    any: z.strictObject({ any: parts }),
    not: z.strictObject({ not: inner }),
  }
  return z.unknown().transform((given, context): Condition => {
    const parsed = shapeOf(given, shapes).safeParse(given)
    if (parsed.success) return parsed.data
    for (const { path, message } of parsed.error.issues) context.addIssue({ code: 'custom', path: [...path], message })
    return z.NEVER
  })
}

function shapeOf(given: unknown, shapes: Record<'all' | 'any' | 'not', z.ZodType<Condition>>): z.ZodType<Condition> {
  if (typeof given !== 'object' || given === null) return comparison
  for (const [key, shape] of Object.entries(shapes)) if (key in given) return shape
  return comparison
}

/** When a rule fires: comparisons of facts, put together. Small, typed and total: judging one always ends, with yes or no. */
export const condition = conditionAt(1)

/** Every comparison of a condition. */
export function comparisonsOf(given: Condition): Comparison[] {
  if ('all' in given) return given.all.flatMap(comparisonsOf)
  if ('any' in given) return given.any.flatMap(comparisonsOf)
  return 'not' in given ? comparisonsOf(given.not) : [given]
}
