import type { FloorState } from '@baton/relay/floor';
import type { Timers } from '../durable/timers.ts';
import type { FloorTimer } from './ledger.ts';
import type { FloorSockets } from './sockets.ts';
/**
 * Looks after sockets that nobody closes: those that never said hello, and peers that went without a word. It runs only
 * while somebody would suffer from a dead desk, so a quiet floor hibernates.
 */
export declare class Sweep {
    #private;
    constructor(sockets: FloorSockets, timers: Timers<FloorTimer>);
    expectHello(now: number): void;
    /** A sign-in ends then, and its sockets with it. A second later, for clocks that differ. */
    expectEnd(login: string, endsAt: number, now: number): void;
    watch(state: FloorState, now: number): void;
    /** Returns the agents of whom a socket was closed. */
    run(now: number): Set<string>;
}
