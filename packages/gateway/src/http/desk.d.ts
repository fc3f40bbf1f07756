import { Hono } from 'hono';
import { type Env } from '../env.ts';
/** Sign-ins to workspaces that are not there, within a window, for which an isolate computes. */
export declare const STRANGERS: {
    readonly tries: 10;
    readonly windowMs: 10000;
};
/** Routes of the desk, called by its own pages with a cookie. */
export declare const deskRoutes: Hono<{
    Bindings: Env;
}, import("hono/types").BlankSchema, "/">;
