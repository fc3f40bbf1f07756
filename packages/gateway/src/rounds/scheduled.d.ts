import type { Env } from '../env.ts';
/** The cron's part: one message for each workspace. Two calls a page, so half a million fit into one invocation. */
export declare function sendRounds(env: Env): Promise<void>;
