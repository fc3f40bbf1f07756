import { DurableObject } from 'cloudflare:workers';
import { type AuditEntry, type AuditHead, type AuditPage, type HoursResponse } from '@baton/protocol';
import { type Days } from '@baton/relay/audit';
import type { Env } from '../env.ts';
import type { AuditRoom } from '../rooms.ts';
/**
 * What was done in a workspace and by whom, one link after another: each record's hash covers the one before it, so
 * nothing can be changed, taken out or moved without every later hash telling. Only ever added to.
 */
export declare class Audit extends DurableObject<Env> implements AuditRoom {
    #private;
    record(entry: AuditEntry): Promise<AuditHead>;
    page({ after, limit }: {
        after: number;
        limit: number;
    }): Promise<AuditPage>;
    hours(days: Days): Promise<HoursResponse>;
}
