import { z } from 'zod';
import type { Env } from '../env.ts';
/**
 * An object's alarm is tried six times by the platform, and then nobody rings it again until somebody comes by. The
 * rounds come by: every workspace's Floor and Channels look at their timers and arm their alarms anew.
 */
export declare const roundsMessage: z.ZodObject<{
    workspace: z.ZodString;
}, z.core.$strip>;
export type RoundsMessage = z.infer<typeof roundsMessage>;
/** The next workspaces of the register, in the order of their ids. */
export declare const nextWorkspaces: (env: Env, after: string, limit: number) => Promise<string[]>;
/** Idempotent: an object with nothing due only sets its alarm once more. */
export declare function lookAfter(env: Env, workspace: string): Promise<void>;
