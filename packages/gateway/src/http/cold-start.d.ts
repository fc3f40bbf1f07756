import type { Context } from 'hono';
import type { Env } from '../env.ts';
type ColdStartContext = Context<{
    Bindings: Env;
}>;
/** Takes past dialogues in: read and masked here, grouped by alarms. 202 while that is under way. */
export declare function answerImport(c: ColdStartContext, workspace: string): Promise<Response>;
export declare function answerProposal(c: ColdStartContext, workspace: string): Promise<Response>;
export declare function answerDropProposal(c: ColdStartContext, workspace: string): Promise<Response>;
export {};
