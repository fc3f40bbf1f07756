import type { AuditEntry, TrainingError } from '@baton/protocol';
import type { Parts } from './parts.ts';
/** What whoever published asked for. */
export interface Wish {
    by: AuditEntry['by'];
    /** Held unless it passes the gate, or `override` says why not. */
    gated: boolean;
    override: string | null;
}
/** A pack that is being trained on. */
export interface Job {
    /** Another one for each time it was begun. */
    id: string;
    pack: string;
    /** Hash of what the model depends on. */
    key: string;
    state: 'training' | 'held' | 'failed';
    /** Folds that are done, of `folds`. */
    fold: number;
    folds: number;
    /** Tries of the step that is to come. */
    attempts: number;
    error: TrainingError | null;
    started: number;
    wish: Wish;
}
/** The one training of a workspace, a fold at a time: each is kept, so that a crash costs one at most. */
export declare class Training {
    #private;
    constructor(sql: SqlStorage, parts: Parts);
    job(): Job | null;
    /** Inside a transaction. What was under way is given up; its folds are kept where they are of the same key. */
    begin(job: Pick<Job, 'id' | 'pack' | 'key' | 'folds' | 'wish'>, now: number): void;
    /** A step is about to be tried. Counted before it is, so that one that takes everything down is counted, too. */
    attempt(): void;
    /** Inside a transaction: the evidence of the next fold, as JSON. */
    folded(evidence: string): void;
    evidence(): string[];
    /** It stands still until somebody publishes again. */
    stop(state: 'held' | 'failed', error: TrainingError | null): void;
    /** What last kept the step from being done. */
    hindered(error: TrainingError): void;
    /** Inside a transaction: it is done, or given up. */
    end(): void;
}
