import type { Env } from '../env.ts';
import type { Places } from '../jurisdiction.ts';
/** Whether a workspace of this name was ever provisioned. Ask before touching its objects on a stranger's word. */
export declare const isKnownWorkspace: (env: Places & Pick<Env, 'DIRECTORY'>, workspace: string) => Promise<boolean>;
