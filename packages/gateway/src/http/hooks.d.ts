import { Hono } from 'hono';
import type { Env } from '../env.ts';
/** Where vendors of channels bring what customers said. Whether it is the vendor is all that is asked of who comes. */
export declare const hookRoutes: Hono<{
    Bindings: Env;
}, import("hono/types").BlankSchema, "/">;
