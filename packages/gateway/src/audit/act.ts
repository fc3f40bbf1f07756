import type { AuditEntry } from '@baton/protocol'

/** An act without the id under which it will be written down. */
export type Act = Omit<AuditEntry, 'id' | 'at'>

/** Whose acts they are where nobody signs in: whoever runs the gateway, and the gateway by itself. */
export const OPERATOR = { role: 'operator', id: '' } as const
export const SYSTEM = { role: 'system', id: '' } as const
