import type { Agent } from '../rooms.ts';
import { type DeskContext, type DeskCookie } from './desk-cookie.ts';
/** Who a desk says it is, in a workspace that exists. Not yet checked. */
export declare function knownCookie(c: DeskContext): Promise<DeskCookie | null>;
/**
 * Whoever is signed in at the desk that asks, and may do so.
 *
 * @throws BatonError `unauthenticated`; `forbidden` when their rank does not allow it.
 */
export declare function signedIn(c: DeskContext): Promise<DeskCookie & {
    agent: Agent;
}>;
