import type { Env } from '../env.ts';
import { type PublishedBrain } from '../knowledge/brain.ts';
import type { WorkspaceConfig } from '../rooms.ts';
/** What a session needs of its workspace. */
export interface Knowhow extends PublishedBrain {
    config: WorkspaceConfig;
}
/** Kept in the isolate, put together: every message asks for it. */
export declare const knowhowOf: (env: Env, workspace: string) => Promise<Knowhow>;
