import type { AuditEntry } from '@baton/protocol';
import type { Act } from '../audit/act.ts';
import type { Env } from '../env.ts';
import type { CustomerRecord } from '../rooms.ts';
import type { Erasures } from './erasures.ts';
import type { DirectoryErrands } from './errands.ts';
/** What an erasure still owes, in this order. */
export type ErasingErrand = 
/** From here on nothing sealed opens. */
{
    call: 'shred';
    session: string;
} | {
    call: 'erase';
    session: string;
} | {
    call: 'leave_floor';
    session: string;
} | {
    call: 'forget_labels';
    session: string;
} | {
    call: 'forget_undelivered';
    session: string;
} | {
    call: 'erased';
    erasure: string;
};
/**
 * Owes every other room the erasure of a customer, inside the transaction that forgets them here. The keys come first:
 * whatever fails after that, what was sealed stays shut.
 */
export declare function oweErasure(errands: Pick<DirectoryErrands, 'erase'>, erasure: string, { sessions }: CustomerRecord, now: number): void;
/** One step of an erasure. Each may be done twice. */
export declare function runErasingErrand({ env, erasures }: {
    env: Env;
    erasures: Erasures;
}, workspace: string, errand: ErasingErrand): Promise<void>;
/** Ids only: the log outlives the customer. */
export declare const erasureAct: (known: CustomerRecord, by: AuditEntry['by'], reason: string | null) => Act;
