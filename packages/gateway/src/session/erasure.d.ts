import type { Env } from '../env.ts';
import type { Identity } from './store.ts';
/** What is left of an erased session refuses late tickets this long. Nothing that was signed or sent before is older. */
export declare const GRAVE_MS: number;
/**
 * Whether a session was erased, as Keys knows, which no restore of the session takes back. Asked before a session whose
 * storage may have been rewound serves anybody; when Keys does not answer, neither does the session.
 */
export declare function wasErased(env: Env, { workspace, session }: Identity): Promise<boolean>;
