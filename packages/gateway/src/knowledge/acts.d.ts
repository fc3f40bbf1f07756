import type { AuditEntry, Pack } from '@baton/protocol';
import type { Act } from '../audit/act.ts';
/** A release as far as its acts tell of it. */
interface Told {
    version: string;
    pack: Pack;
}
/** At whose word something becomes current, and why. */
export interface Word {
    action: 'knowledge.publish' | 'knowledge.recalibrate' | 'knowledge.roll_back';
    by: AuditEntry['by'];
    reason: string | null;
    /** The training it came of, when that was asked for before. */
    training?: string;
}
/** What a release changes, by the hashes of what was and what is; nothing when it was the current one. */
export declare function releaseActs(before: Told | null, after: Told, { action, by, reason, training }: Word): Act[];
export {};
