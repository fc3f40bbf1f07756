import type { Actor } from '@baton/relay/session'
import type { Sockets } from './sockets.ts'

const SIDES = { customer: 'customer', agent: 'staff' } as const

/** Tells each side whether the other is there. `leaving` does not count any more. */
export function announcePresence(sockets: Sockets, role: Actor['role'], leaving?: WebSocket): void {
  const isThere = (side: Actor['role']) => [...sockets.open(side)].some(([ws]) => ws !== leaving)
  const other = role === 'customer' ? 'agent' : 'customer'
  sockets.signal({ kind: 'presence', who: SIDES[role], online: isThere(role) }, other)
  if (!leaving) sockets.signal({ kind: 'presence', who: SIDES[other], online: isThere(other) }, role)
}
