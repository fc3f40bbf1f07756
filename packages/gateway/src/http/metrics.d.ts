import { Hono } from 'hono';
import type { Env } from '../env.ts';
/** `/metrics`: how much goes on is nobody's business but the operator's. */
export declare const metricsRoutes: Hono<{
    Bindings: Env;
}, import("hono/types").BlankSchema, "/">;
