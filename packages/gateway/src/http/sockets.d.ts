import { Hono } from 'hono';
import { type Env } from '../env.ts';
/** The two doors for WebSockets. Who has no genuine ticket never reaches an object. */
export declare const socketRoutes: Hono<{
    Bindings: Env;
}, import("hono/types").BlankSchema, "/">;
