import type { Actor, SessionState } from '@baton/relay/session';
import type { EventLog } from './log.ts';
/**
 * How far back a reader sees. Whoever nobody vouches for has a device and nothing else, and devices are lost and passed on:
 * they see what was said lately. The log's times grow with its numbers, so the first event of a time is found by halving.
 */
export declare class Horizon {
    #private;
    constructor(log: EventLog);
    /** Seq of the first event this reader may see; 1 when it is all of them. */
    of({ role, verified }: Actor, { head }: SessionState, now: number): number;
}
