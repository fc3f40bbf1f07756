import { env } from 'cloudflare:workers'
import type { SessionTicket } from '@baton/protocol'
import { TICKET_HEADER } from '../env.ts'
import { sessionOf } from '../rooms-of.ts'
import { SHOP } from './a-workspace.ts'
import { Wire } from './wire.ts'

/** Lin's socket to a session, opened by a ticket as the desk would be given. */
export async function agentWire(workspace: string, session: string): Promise<Wire> {
  const ticket: SessionTicket = {
    room: 'session',
    workspace,
    origin: SHOP,
    session,
    role: 'agent',
    participant: 'lin',
    name: 'Lin',
    profile: null,
    jti: crypto.randomUUID(),
    expiresAt: Date.now() + 60_000,
  }
  const headers = { upgrade: 'websocket', [TICKET_HEADER]: encodeURIComponent(JSON.stringify(ticket)) }
  const { webSocket } = await sessionOf(env, workspace, session).fetch('https://session.example/', { headers })
  if (!webSocket) throw new Error('no socket')
  return new Wire(webSocket)
}
