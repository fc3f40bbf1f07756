import type { Rank } from '@baton/protocol';
import type { FloorErrands } from './errands.ts';
/** Agents who ask for sessions that are not theirs: written down once an hour for each, and not more often than anybody errs. */
export declare class Refusals {
    #private;
    constructor(storage: DurableObjectStorage, errands: FloorErrands);
    /** True when it is to be told to Audit. */
    write(agent: string, rank: Rank, session: string, at: number): boolean;
}
