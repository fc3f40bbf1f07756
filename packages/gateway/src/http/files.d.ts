import { Hono } from 'hono';
import type { Env } from '../env.ts';
/** Files of a session, in and out. Who may is what the session said when it signed the pass. */
export declare const fileRoutes: Hono<{
    Bindings: Env;
}, import("hono/types").BlankSchema, "/">;
