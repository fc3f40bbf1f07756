import type { Context } from 'hono';
import type { Env } from '../env.ts';
/** Answers a page of a workspace's audit log: the records after `?after=`. */
export declare function answerAudit(c: Context<{
    Bindings: Env;
}>, workspace: string): Promise<Response>;
