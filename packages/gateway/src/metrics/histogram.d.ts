import type { Sample } from './exposition.ts';
/** How long things took, in buckets of seconds. */
export declare class Histogram {
    #private;
    /** @param bounds upper ends of the buckets in seconds, rising; one more takes the rest. */
    constructor(bounds: readonly number[]);
    observe(seconds: number): void;
    samples(): Sample[];
}
