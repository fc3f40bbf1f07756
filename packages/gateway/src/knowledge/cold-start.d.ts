import { type Asked } from '@baton/bot/coldstart';
import type { AuditEntry, ProposalStatus } from '@baton/protocol';
import type { Errands } from '../durable/errands.ts';
import type { Timers } from '../durable/timers.ts';
import type { Store } from './store.ts';
/** What was read of a file: masked. */
export interface Import {
    by: AuditEntry['by'];
    rows: number;
    faults: ProposalStatus['faults'];
    asked: Asked;
}
/** `propose`: the next step of a proposal. `drop`: its time is over. */
export type ColdStartTimer = 'propose' | 'drop';
interface Row extends Record<string, SqlStorageValue> {
    id: string;
    state: 'working' | 'ready' | 'failed';
    /** Steps that are done: grouping is the first, each fold is one, and the report is the last. */
    step: number;
    attempts: number;
    rows: number;
    faults: string;
}
interface Parts {
    storage: DurableObjectStorage;
    timers: Pick<Timers<ColdStartTimer>, 'has' | 'set' | 'clear' | 'arm'>;
    store: Store;
    errands: Errands<AuditEntry>;
    workspace(): string;
}
export declare const NO_PROPOSAL: ProposalStatus;
/**
 * Proposes intents for dialogues that were brought in, a step per alarm: the texts are grouped, then a model of the groups is tried on
 * what it was not shown. The texts go when that is done, and the proposal after seven days.
 */
export declare class ColdStart {
    #private;
    constructor(parts: Parts);
    /** In place of what was brought in before. */
    begin({ by, rows, faults, asked }: Import, now: number): void;
    /** Somebody has no use for what there is. */
    giveUp(by: AuditEntry['by'], now: number): void;
    /** Inside a transaction. */
    drop(): void;
    status(): ProposalStatus;
    /** The step that is due, counted and watched over from here on; null when none is. */
    take(now: number): Row | null;
    run(taken: Row): Promise<void>;
}
export {};
