import type { Env } from '../env.ts'
export type OutsideEnv = Pick<Env, 'OUTSIDE' | 'TRUSTED_ORIGINS'>
/** Why an address somebody gave was not asked, or its answer not taken. It never says what the address was. */
export type OutsideCode = 'address_refused' | 'redirected' | 'timed_out' | 'unreachable' | 'too_large'
export declare class OutsideError extends Error {
  readonly name = 'OutsideError'
  readonly code: OutsideCode
  constructor(code: OutsideCode)
}
/** An address and whether the operator trusts it. */
export interface OutsideAddress {
  url: URL
  isTrusted: boolean
}
/**
 * An address somebody gave, when it may be asked: https at a public name on the port of https, or an origin that the
 * operator trusts. Null for every other, however it is spelled.
 */
export declare function outsideAddress(env: OutsideEnv, given: string): OutsideAddress | null
/** The same for a mail server: `smtps://host:465` or `smtp://host:587`, which asks for encryption before anything else. */
export declare function mailAddress(env: OutsideEnv, given: string): OutsideAddress | null
/**
 * Asks an address that somebody gave. Checked each time, before anything is sent; on one box what the name resolves to is
 * checked as well, by the runtime. A redirect is a refusal: it would lead where nobody has looked.
 *
 * @throws OutsideError
 */
export declare function fetchOutside(
  env: OutsideEnv,
  given: string,
  init?: RequestInit,
  timeoutMs?: number,
): Promise<Response>
/**
 * A connection to a mail server that somebody named. `mayBePlain`: the operator trusts it.
 *
 * @throws OutsideError
 */
export declare function connectOutside(
  env: OutsideEnv,
  given: string,
): {
  socket: Socket
  mayBePlain: boolean
}
/**
 * The bytes of an answer, as far as they are no more than this.
 *
 * @throws OutsideError `too_large`; the rest is not read.
 */
export declare function readAtMost(response: Response, maxBytes: number): Promise<Uint8Array>
