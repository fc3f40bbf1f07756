/**
 * A `Rate` for each of many keys, in memory and bounded: when there are more keys than `keys`, the one not seen for
 * longest begins anew.
 */
export declare class Rates {
    #private;
    constructor(keys: number);
    /** Zero when one more is allowed for `key`, and counts it; else the milliseconds until it would be. */
    take(key: string, limit: number, windowMs: number, now: number): number;
}
