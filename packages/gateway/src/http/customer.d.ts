import { Hono } from 'hono';
import type { Env } from '../env.ts';
/** Routes a customer's page calls, from the host site's origin. */
export declare const customerRoutes: Hono<{
    Bindings: Env;
}, import("hono/types").BlankSchema, "/">;
