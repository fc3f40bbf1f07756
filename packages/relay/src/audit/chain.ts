import type { AuditEntry, AuditHead, AuditRecord } from '@baton/protocol'
import { canonical } from './canonical.ts'

/** SHA-256 of a text in UTF-8, as 64 hex digits. Passed in: this room has no crypto of its own. */
export type Hash = (text: string) => string

/** What stands before the first record. */
export const GENESIS: AuditHead = { n: 0, hash: '0'.repeat(64) }

/** The next link: the entry, its number, and a hash over both and over the hash of the link before. */
export function link(entry: AuditEntry, head: AuditHead, hash: Hash): AuditRecord {
  const record = { ...entry, n: head.n + 1, prev: head.hash }
  return { ...record, hash: hash(canonical(record)) }
}
