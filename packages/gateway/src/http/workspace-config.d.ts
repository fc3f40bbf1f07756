import type { Env } from '../env.ts';
import type { Places } from '../jurisdiction.ts';
import type { WorkspaceConfig } from '../rooms.ts';
/** Settings of a workspace, a few seconds old at most. Null when it was never provisioned. */
export declare const workspaceConfig: (env: Places & Pick<Env, 'DIRECTORY'>, workspace: string) => Promise<WorkspaceConfig | null>;
