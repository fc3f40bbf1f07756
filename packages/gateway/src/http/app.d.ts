import { Hono } from 'hono';
import type { Env } from '../env.ts';
/** Every route of the gateway, by audience. */
export declare const app: Hono<{
    Bindings: Env;
}, import("hono/types").BlankSchema, "/">;
