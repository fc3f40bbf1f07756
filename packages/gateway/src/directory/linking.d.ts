import type { AuditEntry } from '@baton/protocol';
import type { DirectoryRoom, LinkRow, SessionRoom } from '../rooms.ts';
import type { Customers } from './customers.ts';
import type { DirectoryErrands } from './errands.ts';
import type { Links } from './links.ts';
type Stance = Awaited<ReturnType<SessionRoom['stance']>>;
type Pair = Pick<LinkRow, 'older' | 'newer'>;
/** How both sessions stand that may turn out to be one customer's. */
export interface Stances {
    older: Stance;
    newer: Stance;
}
export interface LinkingParts {
    links: Links;
    customers: Customers;
    errands: Pick<DirectoryErrands, 'audit' | 'tellSession'>;
    stanceOf(session: string): Promise<Stance>;
}
/** Who says that two sessions are one customer's, and on what grounds. */
export interface Grounds {
    how: LinkRow['how'];
    by: AuditEntry['by'];
    reason?: string;
}
/** Two sessions turn out to be one customer's: both are told, addresses lead to the newer, and it is written down. */
export declare class Linking {
    #private;
    constructor(parts: LinkingParts);
    /** Asked before a visitor's session is linked to the one they sign in to; null where there is nothing to link. */
    signInStances(address: string, device: string): Promise<Stances | null>;
    stances({ older, newer }: Pair): Promise<Stances>;
    /** Inside the transaction of the join. Looks again: another join may have come between. */
    signIn(address: string, device: string, stances: Stances, now: number): void;
    /** Inside a transaction, of two sessions in which customers speak, of whom not both are vouched for. */
    link(pair: Pair, { older, newer }: Stances, { how, by, reason }: Grounds, now: number): LinkRow;
    /** Inside a transaction. False when there is no such link, or it cannot become that any more. */
    decide({ link, by, as, reason }: Parameters<DirectoryRoom['decideLink']>[0], now: number): boolean;
}
export {};
