import type { Env } from '../env.ts';
import type { Places } from '../jurisdiction.ts';
import type { Sender } from './channel.ts';
import type { Arrived } from './rooms.ts';
type In = Places & Pick<Env, 'DIRECTORY'>;
/**
 * The customer behind an address; a new one when there is none. Somebody who was asked whether to link is looked up each
 * time, for their next word may be the answer.
 */
export declare function arrive(env: In, workspace: string, address: string, sender: Sender): Promise<Arrived>;
/** They are no longer there, or soon will not be: whoever comes next asks Directory. */
export declare const lookAgain: (workspace: string, address: string) => void;
/**
 * Every session of the customer behind an address, the one they are in first. None when nobody is known there: what is not
 * said by the customer makes nobody one.
 */
export declare function sessionsOf(env: In, workspace: string, address: string): Promise<readonly string[]>;
export {};
