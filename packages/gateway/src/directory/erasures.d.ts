import type { Erasure } from '@baton/protocol';
/** Erasures that were asked for, and which are done. Ids only: nothing here says who somebody was. */
export declare class Erasures {
    #private;
    constructor(sql: SqlStorage);
    /** The same `id` again is the same erasure, done once more. */
    begin(id: string, customer: string, now: number): void;
    end(id: string, now: number): void;
    /** By its own id, or the last one of a customer. */
    find(ref: string): Erasure | null;
}
