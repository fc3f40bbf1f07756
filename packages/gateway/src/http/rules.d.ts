import type { Context } from 'hono';
import type { Env } from '../env.ts';
type RulesContext = Context<{
    Bindings: Env;
}>;
/** The rules that answer now. `ETag` is what a change of them has to name. */
export declare function answerRules(c: RulesContext, workspace: string): Promise<Response>;
export declare function answerRulesVersions(c: RulesContext, workspace: string): Promise<Response>;
export declare function answerRulesVersion(c: RulesContext, workspace: string, number: string): Promise<Response>;
export declare function changeRules(c: RulesContext, workspace: string): Promise<Response>;
export declare function flagIntents(c: RulesContext, workspace: string): Promise<Response>;
export declare function rollBackRules(c: RulesContext, workspace: string): Promise<Response>;
/** Replays transcripts, each by itself, against rules given or published. Nothing is stored of them. */
export declare function backtestRules(c: RulesContext, workspace: string): Promise<Response>;
export {};
