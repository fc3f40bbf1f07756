/**
 * How long a call may take, and be silent. Timers that are put away with the answer: a signal of its own would keep the
 * object from sleeping.
 */
export declare class Patience {
    #private;
    constructor(totalMs: number, idleMs: number);
    get signal(): AbortSignal;
    /** What something comes to, unless patience ends first. Each time it comes to something, the silence begins anew. */
    of<T>(work: Promise<T>): Promise<T>;
    /** The call is over: nothing is waited for, and what still comes is not wanted. */
    end(): void;
}
