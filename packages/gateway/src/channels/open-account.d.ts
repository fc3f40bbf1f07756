import type { Env } from '../env.ts';
import type { Places } from '../jurisdiction.ts';
import type { OpenAccount } from './rooms.ts';
/**
 * An account with its secrets in the clear, a few seconds old at most; null when there is none, or it is not complete. Ask
 * only of a workspace that is known: the object comes to life by being asked.
 */
export declare const openAccount: (env: Places & Pick<Env, 'CHANNELS'>, workspace: string, account: string) => Promise<OpenAccount | null>;
