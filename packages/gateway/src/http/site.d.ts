import type { Env } from '../env.ts';
import type { WorkspaceConfig } from '../rooms.ts';
/**
 * The workspace whose site a request names by its key.
 *
 * @throws BatonError `unauthenticated` when there is none.
 */
export declare function siteOf(env: Env, siteKey: string): Promise<{
    workspace: string;
    config: WorkspaceConfig;
}>;
