import type { Context } from 'hono';
import type { Env } from '../env.ts';
type HoursContext = Context<{
    Bindings: Env;
}>;
/** How long trainers sat over the bot from `?from=` to `?to=`, both days of UTC included. */
export declare function answerHours(c: HoursContext, workspace: string): Promise<Response>;
/** Writes down that somebody trained the bot outside the product. */
export declare function reportHours(c: HoursContext, workspace: string): Promise<Response>;
export {};
