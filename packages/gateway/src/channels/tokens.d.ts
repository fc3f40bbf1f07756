import type { Sealing } from './sealing.ts';
type Fetch = () => Promise<{
    token: string;
    forMs: number;
} | null>;
/**
 * Tokens that vendors give for a while, sealed like secrets. Vendors count how often one is fetched, and some let the one
 * before end at once, so one is fetched at a time and everybody has the same.
 */
export declare class Tokens {
    #private;
    constructor(sql: SqlStorage, sealing: Sealing);
    /** `stale`: this one was refused, so it is not given again. Null: the vendor gives none for these secrets. */
    get(account: string, stale: string | undefined, fetch: Fetch): Promise<string | null>;
    /** What was fetched with other secrets is another account's. Inside a transaction. */
    drop(account: string): void;
}
export {};
