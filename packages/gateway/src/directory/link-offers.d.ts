import type { Bringer } from '../channels/rooms.ts';
import type { CodeRow } from './link-codes.ts';
/** Whoever brought a code, as a key of rows: an address has colons, a session has none. */
export declare const bringerKey: (by: Bringer) => string;
/** Which code it was, and what it leads to. */
export interface OfferRow extends CodeRow {
    hash: string;
}
/** Who was asked whether to be connected with which session. Nobody is asked two things at once: the later code counts. */
export declare class LinkOffers {
    #private;
    constructor(sql: SqlStorage);
    isOpen(by: Bringer, now: number): boolean;
    find(by: Bringer, now: number): OfferRow | null;
    put(by: Bringer, { hash, session, on }: OfferRow, until: number, now: number): void;
    close(by: Bringer): void;
}
