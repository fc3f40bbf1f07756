import { Hono } from 'hono';
import type { Env } from '../env.ts';
/** Routes of whoever runs the gateway, opened by one secret. */
export declare const adminRoutes: Hono<{
    Bindings: Env;
}, import("hono/types").BlankSchema, "/">;
