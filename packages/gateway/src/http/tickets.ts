import {
  type CallTicket,
  type FloorTicket,
  LIMITS,
  type SessionTicket,
  type TicketClaims,
  ticketClaims,
} from '@baton/protocol'
import { errors, jwtVerify, SignJWT } from 'jose'
import { type Env, generationOf } from '../env.ts'
import { BatonError } from './baton-error.ts'
import { keyFor, opaque } from './secrets.ts'

type MadeHere = 'jti' | 'expiresAt'
type Unsigned<Claims extends TicketClaims> = Omit<Claims, MadeHere> & Partial<Pick<Claims, MadeHere>>

/** What a ticket shall say. Its id and its end are made here unless given. */
export type TicketRequest = Unsigned<Omit<SessionTicket, 'call'>> | Unsigned<FloorTicket> | Unsigned<CallTicket>

const TYPE = 'baton-ticket'

/** What signs tickets. */
export type TicketEnv = Pick<Env, 'BATON_SECRET' | 'GENERATION'>

/** A key a generation: rooms that were rewound no longer know which tickets were used, so none of before opens. */
function ticketKey(env: TicketEnv): Promise<CryptoKey> {
  const generation = generationOf(env)
  return keyFor(env.BATON_SECRET, generation ? `ticket:${generation}` : 'ticket')
}

/** Signs a ticket that opens one socket within `LIMITS.ticketMs`. The room it opens burns its id. */
export async function mintTicket(env: TicketEnv, request: TicketRequest, now: number = Date.now()): Promise<string> {
  const claims = { jti: opaque(), expiresAt: now + LIMITS.ticketMs, ...request }
  return new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: TYPE }).sign(await ticketKey(env))
}

/**
 * What a genuine ticket says.
 *
 * @throws BatonError `unauthenticated` when it was not signed here, `ticket_expired` when its time is over.
 */
export async function verifyTicket(env: TicketEnv, ticket: string, now: number = Date.now()): Promise<TicketClaims> {
  const { payload } = await jwtVerify(ticket, await ticketKey(env), { algorithms: ['HS256'], typ: TYPE }).catch(
    (error: unknown) => {
      if (error instanceof errors.JOSEError) throw new BatonError('unauthenticated')
      throw error
    },
  )
  const claims = ticketClaims.safeParse(payload)
  if (!claims.success) throw new BatonError('unauthenticated')
  // Only a call itself says so, from inside.
  if (claims.data.room === 'session' && claims.data.call !== undefined) throw new BatonError('unauthenticated')
  if (claims.data.expiresAt <= now) throw new BatonError('ticket_expired')
  return claims.data
}
