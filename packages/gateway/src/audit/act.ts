import type { AuditEntry } from '@baton/protocol'

/** An act without the id under which it will be written down. */
export type Act = Omit<AuditEntry, 'id' | 'at'>
