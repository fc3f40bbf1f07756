/**
 * Sliding window in memory. An object that hibernates forgets it, which takes longer than any window here.
 */
export declare class Rate {
    #private;
    constructor(limit: number, windowMs: number);
    /** Zero when one more is allowed now, and counts it; else the milliseconds until it would be. */
    take(now: number): number;
}
