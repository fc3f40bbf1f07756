import type { Context } from 'hono';
import type { Env } from '../env.ts';
export type DeskContext = Context<{
    Bindings: Env;
}>;
/** Who a desk says it is. Not yet checked. */
export interface DeskCookie {
    workspace: string;
    token: string;
}
export declare function readDeskCookie(c: DeskContext): DeskCookie | null;
export declare function writeDeskCookie(c: DeskContext, { workspace, token }: DeskCookie): void;
export declare function dropDeskCookie(c: DeskContext): void;
