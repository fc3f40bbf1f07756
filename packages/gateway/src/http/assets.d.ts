import { Hono } from 'hono';
import type { Env } from '../env.ts';
/** Built files of the widget and the desk. */
export declare const assetRoutes: Hono<{
    Bindings: Env;
}, import("hono/types").BlankSchema, "/">;
