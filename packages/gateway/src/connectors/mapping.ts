import type { ResultField, ResultMap } from '@baton/protocol'
import { z } from 'zod'

/** Longer is nothing a flow could say. */
const TEXT_CHARS = 2_000
const MOST_ENTRIES = 50

const SCALARS = {
  text: z.string().max(TEXT_CHARS),
  number: z.number(),
  date: z.union([z.iso.date(), z.iso.datetime({ offset: true })]),
  yes_no: z.boolean(),
} as const

const entry = z.union([SCALARS.text, SCALARS.number])

function schemaOf(field: ResultField): z.ZodType {
  const { type, optional = false } = field
  const schema =
    type === 'list'
      ? z.array(field.of ? z.unknown().transform(taking(field.of)) : entry).max(MOST_ENTRIES)
      : SCALARS[type]
  // Null is how many say that there is none.
  return optional ? z.preprocess((value) => value ?? undefined, schema.optional()) : schema
}

/** Takes the fields of a map, and nothing else. Within zod, so that a list tells of its entries like of itself. */
const taking =
  (map: ResultMap) =>
  (value: unknown, context: z.RefinementCtx): Record<string, unknown> => {
    const taken = mapped(map, value)
    if (taken) return taken
    context.addIssue({ code: 'custom', message: 'does not fit' })
    return z.NEVER
  }

/** What a flow gets of an answer. Null when it does not fit. */
export function mapped(map: ResultMap, answer: unknown): Record<string, unknown> | null {
  const names = Object.keys(map)
  const shape = Object.fromEntries(names.map((name) => [name, schemaOf(map[name] as ResultField)]))
  const found = Object.fromEntries(names.map((name) => [name, valueAt(answer, map[name]?.at ?? '')]))
  const parsed = z.object(shape).safeParse(found)
  if (!parsed.success) return null
  return Object.fromEntries(Object.entries(parsed.data).filter(([, value]) => value !== undefined))
}

/** RFC 6901, over what was JSON. Undefined where nothing is. */
function valueAt(root: unknown, pointer: string): unknown {
  let value = root
  for (const token of pointer.split('/').slice(1)) {
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof value !== 'object' || value === null) return undefined
    if (Array.isArray(value) && !/^(?:0|[1-9]\d{0,8})$/.test(name)) return undefined
    if (!Object.hasOwn(value, name)) return undefined
    value = (value as Record<string, unknown>)[name]
  }
  return value
}
