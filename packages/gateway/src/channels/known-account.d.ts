import type { Env } from '../env.ts';
import type { Places } from '../jurisdiction.ts';
import type { OpenAccount } from './rooms.ts';
type In = Places & Pick<Env, 'CHANNELS' | 'DIRECTORY'>;
/** The account at a callback address, while it is complete and switched on. A stranger's word wakes nothing but the register. */
export declare function knownAccount(env: In, workspace: string, account: string): Promise<OpenAccount | null>;
export {};
