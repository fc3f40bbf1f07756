import { createHash } from 'node:crypto'
import type { Identity } from './store.ts'

/** Names something of a message on a route for good, as a UUID (RFC 9562, version 8). It tells nothing of what it names. */
export function uuidOf(
  { workspace, session }: Pick<Identity, 'workspace' | 'session'>,
  { seq, route }: { seq: number; route: string },
  what: string | number,
): string {
  const hash = createHash('sha256').update([workspace, session, seq, route, what].join('|')).digest('hex')
  const variant = '89ab'[Number.parseInt(hash[16] ?? '0', 16) % 4]
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `${variant}${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-')
}
