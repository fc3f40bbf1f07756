import type { ActionResult } from '@baton/protocol';
import type { Handle } from '@baton/relay/masking';
import { type Checked } from './checked.ts';
/** How often a customer may try in one session, and how long a right answer counts. */
export declare const IDENTITY: {
    readonly tries: {
        readonly count: 3;
        readonly windowMs: number;
    };
    readonly proofMs: number;
};
/** Table of `IdentityChecks`. What was tried is stored nowhere. */
export declare const IDENTITY_TABLE = "CREATE TABLE identity_tries (at INTEGER NOT NULL)";
/** Compares with the ID it has on file. We have none, and never learn the rest of it. */
export interface IdentityProvider {
    compare(given: {
        customer: string;
        lastFour: string;
        key: string;
    }): Promise<ActionResult>;
}
/** Whether the last four of an ID are the customer's. Few tries, whatever came of them: everything that is not clearly right fails. */
export declare class IdentityChecks {
    #private;
    constructor(sql: SqlStorage);
    /** The try counts before it is looked at, so that many at once count too. */
    check(given: Handle | null, { customer, key, provider }: {
        customer: string | null;
        key: string;
        provider: IdentityProvider | null;
    }, now: number): Promise<Checked>;
}
