import type { SessionKey } from '../rooms.ts';
import type { WorkspaceKey, WorkspaceKeys } from './workspace-keys.ts';
/** Wrapped keys of sessions, and the tombstones of those that were thrown away. */
export declare class SessionKeys {
    #private;
    constructor(storage: DurableObjectStorage, workspaceKeys: WorkspaceKeys);
    /** The session's key; null while it has none. */
    find(session: string): Promise<SessionKey | null>;
    /** Makes the session's key. What was erased meanwhile stays erased. */
    make(session: string, workspaceKey: WorkspaceKey): Promise<void>;
    erase(session: string, now: number): void;
    erased(sessions: readonly string[]): string[];
    /** Wraps up to `count` keys anew that another key than this one wraps. True while more are left. */
    rewrap(workspaceKey: WorkspaceKey, count: number): Promise<boolean>;
}
