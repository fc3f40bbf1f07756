import type { LinkRow } from '../rooms.ts';
import { Lineage } from './lineage.ts';
type Pair = Pick<LinkRow, 'older' | 'newer'>;
/** Which sessions turned out to be one customer's. Logs are never merged: a link only says what is read before what. */
export declare class Links {
    #private;
    constructor(sql: SqlStorage);
    /**
     * The visitor's session that this device opens and the session that this address has, when they are two: what was said
     * before signing in is then read before what is said after. A session somebody signed in to is never linked to another.
     */
    candidate(address: string, device: string): Pair | null;
    add({ older, newer }: Pair, state: 'linked' | 'held', how: LinkRow['how'], now: number): LinkRow;
    find(id: string): LinkRow | null;
    /** One of these two that waits for a person. */
    held({ older, newer }: Pair): LinkRow | null;
    /** The link when it could become that: one that was held is linked or let go, one that was linked is undone. */
    change(id: string, state: 'linked' | 'undone'): LinkRow | null;
    /** All sessions that are connected with this one now, or with the other. */
    family(session: string, other?: string): Lineage;
    all(): LinkRow[];
    /** Those that any session of this customer has, or had. */
    of(session: string): LinkRow[];
}
export {};
