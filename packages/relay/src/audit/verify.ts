import type { AuditHead, AuditRecord } from '@baton/protocol'
import { GENESIS, type Hash, link } from './chain.ts'

/** Where a chain breaks: at the record of number `n`, or after it when the log should have gone on. */
export interface Break {
  /** The number that the first bad record has by its place, 1 being the first. */
  n: number
  reason: 'unreadable' | 'number' | 'prev' | 'hash' | 'end'
}

/**
 * The first break of a log, from its beginning; null when there is none. `head` is the last record as somebody else
 * remembers it: without one, a log that was cut off at its end cannot be told from a shorter one.
 *
 * @param records null stands for one that could not be read.
 */
export function firstBreak(
  records: Iterable<AuditRecord | null>,
  hash: Hash,
  head: AuditHead | null = null,
): Break | null {
  let last = GENESIS
  for (const record of records) {
    const n = last.n + 1
    if (record === null) return { n, reason: 'unreadable' }
    if (record.n !== n) return { n, reason: 'number' }
    if (record.prev !== last.hash) return { n, reason: 'prev' }
    const { n: _n, prev: _prev, hash: given, ...entry } = record
    if (link(entry, last, hash).hash !== given) return { n, reason: 'hash' }
    if (head?.n === n && head.hash !== given) return { n, reason: 'end' }
    last = { n, hash: given }
  }
  return head && head.n > last.n ? { n: last.n + 1, reason: 'end' } : null
}
