import type { CustomerRecord } from '../rooms.ts';
import type { Lineage } from './lineage.ts';
export interface Customer {
    id: string;
    session: string;
    /** How often everything of theirs was taken back. */
    grants: number;
}
/** An address that leads from one session to another. */
export interface Moved {
    address: string;
    /** Where it was found first. */
    home: string;
    from: string;
    to: string;
}
/** Which customer is behind an address or a device. One customer has one session, so the session is the key. */
export declare class Customers {
    #private;
    constructor(sql: SqlStorage);
    /**
     * @param address verified by the host site's token, e.g. `user:42`, or one on a channel; null for a visitor on the web.
     * @param device session a genuine device credential opened before.
     * @returns null for somebody new.
     */
    find(address: string | null, device: string | null): Customer | null;
    create(address: string | null, now: number): Customer;
    /** The session of a customer by our id or by a verified address, and all verified addresses that lead to it. */
    lookUp(whom: {
        address: string;
    } | {
        customer: string;
    }): {
        customer: string;
        session: string;
        addresses: string[];
    } | null;
    /** By the customer's id, an address (`user:42`), or a session of theirs; a visitor who signed in is who they signed in as. */
    record(ref: string): CustomerRecord | null;
    /** Whose session this is, with the earlier ones that are read before it, the latest first. */
    recordOf(session: string): CustomerRecord | null;
    /** Whoever comes with an address or a device of theirs is somebody new from now on. */
    forget({ sessions, addresses }: CustomerRecord): void;
    isVouched(session: string): boolean;
    has(session: string): boolean;
    /** Where an address leads. */
    sessionAt(address: string): string | null;
    /** Every address leads where its session of before leads now, and comes back when that is all by itself again. */
    follow(family: Lineage): Moved[];
}
