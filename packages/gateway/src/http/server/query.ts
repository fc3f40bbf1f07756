import type { Context } from 'hono'
import type { z } from 'zod'
import { BatonError } from '../baton-error.ts'

/** @throws BatonError `request_malformed` naming what is wrong, without its value. */
export function readQuery<Schema extends z.ZodType>(c: Context, schema: Schema): z.infer<Schema> {
  const parsed = schema.safeParse(c.req.query())
  if (parsed.success) return parsed.data
  throw new BatonError(
    'request_malformed',
    parsed.error.issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`).join('; '),
  )
}
