import type { Env } from '../env.ts';
import type { Places } from '../jurisdiction.ts';
import { type SealingKey } from '../keys/seal.ts';
/** The key of this session's files; null when it was thrown away, and with it whatever it sealed. */
export declare function fileKey(env: Places & Pick<Env, 'KEYS'>, workspace: string, session: string): Promise<SealingKey | null>;
