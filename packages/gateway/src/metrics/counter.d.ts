import type { Sample } from './exposition.ts';
/** A number that only grows. The bare one costs an addition: it is counted on the way of every message. */
export declare class Counter {
    #private;
    add(by?: number): void;
    samples(): Sample[];
}
/** One counter for each value of a label. Values come from the code's own lists, never from a request: each is kept for good. */
export declare class CounterBy<Value extends string> {
    #private;
    /** @param known values to show as zero before anything was counted, so that a rate can be told from the first one on. */
    constructor(label: string, known?: readonly Value[]);
    add(value: Value, by?: number): void;
    samples(): Sample[];
}
