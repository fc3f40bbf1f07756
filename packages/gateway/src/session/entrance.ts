import { CLOSE, type Profile, type SessionTicket } from '@baton/protocol'
import { DETECTORS, redactProfile } from '@baton/relay/masking'
import { type Actor, retold, SYSTEM, seen } from '@baton/relay/session'
import { refuseUpgrade } from '../durable/upgrade.ts'
import { isSame } from '../is-same.ts'
import type { Core } from './core.ts'

/** Opens a socket. The Worker has verified the ticket; its id is burnt here, where there is one place to look. */
export function enter(core: Core, ticket: SessionTicket, now: number): Response {
  const { access, sockets, ledger } = core
  const { store, state } = ledger
  const isCall = ticket.call !== undefined
  if (isCall && state.call?.id !== ticket.call) return refuseUpgrade('no_call', CLOSE.callOver)
  // Of a call that an agent began nobody knows yet by which device it is answered.
  if (!(isCall && ticket.grant === undefined) && access.isRevoked(ticket))
    return refuseUpgrade('revoked', CLOSE.revoked)
  if (ticket.role === 'customer' && state.linkedTo !== null) return refuseUpgrade('session_linked', CLOSE.linked)
  if (!store.burn(ticket.jti, ticket.expiresAt, now)) return refuseUpgrade('ticket_used', CLOSE.unauthenticated)
  if (access.isTurnedAway(ticket)) return refuseUpgrade('unauthenticated', CLOSE.unauthenticated)
  const actor = actorOf(ticket, state.profile)
  if (!core.mayRead(actor)) {
    if (actor.role === 'agent') writeRefusal(core, actor, ticket.jti, now)
    return refuseUpgrade('forbidden', CLOSE.forbidden)
  }
  sockets.sweep(now)
  if (!sockets.hasRoomFor(actor, now)) return refuseUpgrade('too_many_sockets', CLOSE.tooManySockets)
  takeProfile(core, ticket, now)
  core.duties.watchAge(now)
  if (ticket.call !== undefined) core.calls.came(ticket.call)
  return sockets.accept(actor, ticket, now)
}

/** What the host's site says of the customer may have changed since they came last, and so may what they come with. */
function takeProfile(core: Core, ticket: SessionTicket, now: number): void {
  const { jti, profile } = ticket
  const known = core.ledger.state.profile
  const told = profile && seen(retold(known, profile), now, ticket.seen ?? {})
  if (!told || isSame(told, known)) return
  const body = { profile: redactProfile(told, DETECTORS) }
  // Whoever enters waits for nobody: where it is known that nobody listens, nothing is written for them.
  core.recallWanted()
  core.commit([{ kind: 'profile.updated', id: `profile:${jti}`, by: SYSTEM, audience: 'staff', body }])
}

/** An agent with a genuine ticket to a session that is no longer theirs. */
function writeRefusal(core: Core, { id, rank = 'agent' }: Actor, jti: string, at: number): void {
  const on = { session: core.identity().session }
  core.ctx.storage.transactionSync(() =>
    core.errands.audit({ id: `refused:${jti}`, at, by: { role: rank, id }, action: 'session.open_refused', on }),
  )
  core.duties.wake()
}

/** `known` is what the session knows of its customer, whom a call speaks for. */
function actorOf({ role, participant: id, name, rank, profile, call }: SessionTicket, known: Profile | null): Actor {
  if (role === 'agent') return { role, id, name, rank: rank ?? 'agent' }
  if (call === undefined) return { role, id, name, verified: profile?.verified ?? false }
  return { role, id, name: known?.name ?? name, verified: known?.verified ?? false, call }
}
