import { type FloorTicket, type SessionTicket, type TicketClaims } from '@baton/protocol';
import { type Env } from '../env.ts';
type MadeHere = 'jti' | 'expiresAt';
type Unsigned<Claims extends TicketClaims> = Omit<Claims, MadeHere> & Partial<Pick<Claims, MadeHere>>;
/** What a ticket shall say. Its id and its end are made here unless given. */
export type TicketRequest = Unsigned<SessionTicket> | Unsigned<FloorTicket>;
/** What signs tickets. */
export type TicketEnv = Pick<Env, 'BATON_SECRET' | 'GENERATION'>;
/** Signs a ticket that opens one socket within `LIMITS.ticketMs`. The room it opens burns its id. */
export declare function mintTicket(env: TicketEnv, request: TicketRequest, now?: number): Promise<string>;
/**
 * What a genuine ticket says.
 *
 * @throws BatonError `unauthenticated` when it was not signed here, `ticket_expired` when its time is over.
 */
export declare function verifyTicket(env: TicketEnv, ticket: string, now?: number): Promise<TicketClaims>;
export {};
