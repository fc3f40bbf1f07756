import type { Outgoing } from '../channels/channel.ts';
/** Somebody whose response can carry the first answer to a message. */
export interface Waiter {
    /** The message. */
    seq: number;
    give(answer: Outgoing | null): void;
}
/** Requests of vendors that wait for an answer to read it off the response. They wait in memory: whoever does not hear asks again. */
export declare class Passive {
    #private;
    /** Waits for the first answer by this route; null when none comes in time. */
    wait(route: string, seq: number, ms: number): Promise<Outgoing | null>;
    /** Who has waited for longest. It waits on until something is given. */
    first(route: string): Waiter | null;
    /** Nobody waits any more. */
    end(): void;
}
