import type { Heard, RouteRef } from '../../channels/rooms.ts'
import type { CallProgress } from './carrier-call.ts'

/** Somebody calls the business, by a way that leads to this session. */
export interface CallIn extends RouteRef, Pick<Heard, 'workspace' | 'session' | 'profile'> {
  /** Ours, made of the carrier's: the same for the same call, however often it is told. */
  call: string
}

/**
 * `ticket` opens the customer's line once; the same is given whenever the same call is told of. `over`: that call has ended.
 * `linked`: they are in another session now.
 */
export type CallInAnswer =
  | { ticket: string }
  | { refused: 'linked' | 'erased' | 'busy' | 'off' | 'over' | 'unavailable' }

/** What a session is asked by whoever speaks for a carrier. Every call is idempotent. */
export interface PhoneSession {
  callIn(request: CallIn): Promise<CallInAnswer>
  /** How a call that was made from here goes on. What is known already changes nothing. */
  callProgress(request: { call: string; progress: CallProgress }): Promise<void>
}
