import { type ActionResult } from '@baton/protocol';
import type { Handle } from '@baton/relay/masking';
import { type Checked } from './checked.ts';
/** How long a code is good, how often it may be tried, and how many a customer may have sent. */
export declare const CODES: {
    readonly digits: 6;
    readonly keepMs: number;
    readonly tries: 5;
    readonly sends: {
        readonly count: 4;
        readonly windowMs: 3600000;
    };
    /** How long a proof counts. */
    readonly proofMs: number;
};
/** Table of `Codes`. A code itself is stored nowhere. */
export declare const CODES_TABLE = "CREATE TABLE codes (\n  purpose TEXT PRIMARY KEY,\n  nonce TEXT NOT NULL,\n  mac TEXT NOT NULL,\n  expires INTEGER NOT NULL,\n  tries INTEGER NOT NULL\n) WITHOUT ROWID;\nCREATE TABLE code_sends (at INTEGER NOT NULL)";
/** Takes a code to the customer. It knows where they are; we do not, and no customer tells it. */
export interface CodeProvider {
    send(message: {
        customer: string;
        code: string;
        purpose: string;
        key: string;
    }): Promise<ActionResult>;
}
/**
 * One-time codes of one session: six random digits for one purpose, of which only an HMAC is kept. Everything that is
 * not clearly right fails.
 */
export declare class Codes {
    #private;
    constructor(sql: SqlStorage, secret: string, owner: () => string);
    /** A newer code takes the place of an older one, and its tries begin anew: how many may be sent bounds all of them. */
    send(purpose: string, { customer, key, provider }: {
        customer: string | null;
        key: string;
        provider: CodeProvider | null;
    }, now: number): Promise<Checked>;
    /** The try counts before it is looked at, so that many at once count too. A code that was right is used up. */
    check(purpose: string, given: Handle | null, now: number): Promise<Checked>;
}
