import { z } from 'zod'

/** Where in an answer a value is: RFC 6901, from the root of it; empty is all of it. */
export const jsonPointer = z
  .string()
  .max(200)
  .regex(/^(?:\/(?:[^~/]|~[01])*)*$/)

const name = z.string().regex(/^[A-Za-z]\w{0,39}$/)
const scalar = z.enum(['text', 'number', 'date', 'yes_no'])

const plain = z.object({
  at: jsonPointer,
  type: scalar,
  /** Whether it may be missing, or null. */
  optional: z.boolean().optional(),
})

const list = z.object({
  at: jsonPointer,
  type: z.literal('list'),
  optional: z.boolean().optional(),
  /** What each entry has; absent: each is a text or a number itself. */
  of: z.record(name, plain).optional(),
})

/** What a flow gets of an answer, by its name there. What the answer has besides goes no further. */
export const resultMap = z.record(name, z.discriminatedUnion('type', [plain, list]))
export type ResultMap = z.infer<typeof resultMap>
export type ResultField = ResultMap[string]
