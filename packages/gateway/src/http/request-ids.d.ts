import type { MiddlewareHandler } from 'hono';
/** Each answer names its request, and so do all lines of the log and the problem that come of it. */
export declare const requestIds: MiddlewareHandler;
