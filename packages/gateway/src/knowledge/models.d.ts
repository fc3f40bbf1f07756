import type { ModelReport } from '@baton/protocol';
import type { Parts } from './parts.ts';
export interface StoredModel {
    hash: string;
    /** Hash of what it was trained on. */
    key: string;
    /** Which way of training and storing made it. */
    format: string;
    report: ModelReport;
    /** Labels its confidence was measured with. */
    labels: number;
}
/** Models by their hash; those with the same key were trained on the same and differ in what labels have told. */
export declare class Models {
    #private;
    constructor(sql: SqlStorage, parts: Parts);
    /** Inside a transaction. */
    store({ hash, key, format, report, labels }: StoredModel, bytes: Uint8Array, now: number): void;
    find(hash: string): StoredModel | null;
    /** The newest that was trained on this. */
    latest(key: string): StoredModel | null;
    /** Gives up all that nothing needs, inside a transaction. They can be trained again. */
    prune(isNeeded: (hash: string) => boolean): void;
}
