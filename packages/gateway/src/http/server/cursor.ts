import { opaqueId } from '@baton/protocol'
import { base64url } from 'jose'
import { z } from 'zod'
import type { CustomerCursor } from '../../directory/rooms.ts'
import { parseJson } from '../../durable/parse-json.ts'
import { BatonError } from '../baton-error.ts'

const place = z.tuple([z.number().int().nonnegative(), opaqueId])

/** Where a list was read to, for whoever goes on. What is in it is nobody's business. */
export const cursorText = ({ createdAt, session }: CustomerCursor): string =>
  base64url.encode(JSON.stringify([createdAt, session]))

/** @throws BatonError `request_malformed` for what no list has given out. */
export function readCursor(text: string | undefined): CustomerCursor | null {
  if (text === undefined) return null
  const read = place.safeParse(decoded(text))
  if (!read.success) throw new BatonError('request_malformed', 'after: is not where a page has ended')
  const [createdAt, session] = read.data
  return { createdAt, session }
}

function decoded(text: string): unknown {
  try {
    return parseJson(new TextDecoder().decode(base64url.decode(text)))
  } catch {
    return undefined
  }
}
