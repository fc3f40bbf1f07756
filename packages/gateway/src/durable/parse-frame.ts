import { clientId, type ErrorCode, LIMITS } from '@baton/protocol'
import type { z } from 'zod'
import { parseJson } from './parse-json.ts'

export type Parsed<Frame> =
  | { ok: true; frame: Frame }
  /** `of` and `id` are what could be read of the frame's type and id; they never hold anything else of it. */
  | { ok: false; code: ErrorCode; of?: string; id?: string }

/** One frame off a socket, checked. Never throws, whatever arrives. */
export function parseFrame<Schema extends z.ZodDiscriminatedUnion<z.ZodObject<{ type: z.ZodLiteral<string> }>[]>>(
  schema: Schema,
  raw: string | ArrayBuffer,
): Parsed<z.infer<Schema>> {
  if (typeof raw !== 'string') return { ok: false, code: isTooLarge(raw) ? 'frame_too_large' : 'frame_malformed' }
  if (isTooLarge(raw)) return { ok: false, code: 'frame_too_large' }
  const value = parseJson(raw)
  if (typeof value !== 'object' || value === null || !('type' in value) || typeof value.type !== 'string') {
    return { ok: false, code: 'frame_malformed' }
  }
  const of = value.type.slice(0, 32)
  const option = schema.options.find((each) => each.shape.type.values.has(of))
  if (!option) return { ok: false, code: 'frame_unknown', of }
  const parsed = option.safeParse(value)
  if (parsed.success) return { ok: true, frame: parsed.data as z.infer<Schema> }
  const id =
    'id' in value && typeof value.id === 'string' && clientId.safeParse(value.id).success ? { id: value.id } : {}
  return { ok: false, code: isTooLong(parsed.error) ? 'text_too_long' : 'frame_malformed', of, ...id }
}

/** UTF-8 needs at most three bytes per UTF-16 unit, so most frames are told without encoding them. */
function isTooLarge(raw: string | ArrayBuffer): boolean {
  if (typeof raw !== 'string') return raw.byteLength > LIMITS.frameBytes
  if (raw.length * 3 <= LIMITS.frameBytes) return false
  return raw.length > LIMITS.frameBytes || new TextEncoder().encode(raw).byteLength > LIMITS.frameBytes
}

const isTooLong = (error: z.ZodError): boolean =>
  error.issues.some((issue) => issue.code === 'too_big' && issue.origin === 'string')
