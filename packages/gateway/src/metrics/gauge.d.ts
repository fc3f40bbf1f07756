import type { Sample } from './exposition.ts';
/** The sum of what each of many objects says of itself, such as how many wait in each floor's queue. */
export declare class SumGauge {
    #private;
    /** An object that says zero is forgotten. */
    set(object: string, value: number): void;
    samples(): Sample[];
}
/** A number that somebody else keeps, read when it is asked for. */
export declare const readGauge: (read: () => number) => {
    samples(): Sample[];
};
