import type { AuditEntry } from '@baton/protocol';
import type { Act } from '../audit/act.ts';
import type { Prepared } from './accounts.ts';
/** What was done to an account, by the names of what changed: neither an address nor a secret is in it. */
export declare function savingAct({ account, isNew, form, fields }: Prepared, by: AuditEntry['by']): Act | null;
export declare const removalAct: (account: string, channel: string, by: AuditEntry['by']) => Act;
export declare const replayAct: (times: number, by: AuditEntry['by']) => Act;
