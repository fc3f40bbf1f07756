import type { AuditEntry, Erasure } from '@baton/protocol';
import type { Timers } from '../durable/timers.ts';
import { type Env } from '../env.ts';
import type { WorkspaceConfig } from '../rooms.ts';
import type { Customers } from './customers.ts';
import type { Erasures } from './erasures.ts';
import type { DirectoryErrands } from './errands.ts';
export type FarewellTimer = 'returned' | 'looks';
interface Hall {
    storage: DurableObjectStorage;
    env: Env;
    config(): WorkspaceConfig | null;
    customers: Customers;
    erasures: Erasures;
    errands: Pick<DirectoryErrands, 'erase' | 'audit'>;
    timers: Pick<Timers<FarewellTimer>, 'has' | 'set' | 'arm'>;
}
/** How customers go: because somebody asks for it, because their term is over, or because they were gone already. */
export declare class Farewells {
    #private;
    constructor(hall: Hall);
    /** When the object starts. */
    wake(now: number): void;
    /** The id of the erasure; null when nobody is known by `ref`. */
    erase(ref: string, by: AuditEntry['by'], reason: string): string | null;
    /** Asked twice, it is one erasure: it has the session's name. */
    expire(session: string): void;
    find(ref: string): Erasure | null;
    /** Part of the object's alarm. Never throws: what failed is looked at again. */
    look(now: number): Promise<void>;
}
export {};
