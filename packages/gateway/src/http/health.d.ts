import { Hono } from 'hono';
import type { Env } from '../env.ts';
/** `/healthz`: the process lives. `/readyz`: it can serve a newcomer. */
export declare const healthRoutes: Hono<{
    Bindings: Env;
}, import("hono/types").BlankSchema, "/">;
