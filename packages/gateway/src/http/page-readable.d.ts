import type { Handler, MiddlewareHandler } from 'hono';
/**
 * Every answer may be read by the page that asked, refusals too: they hold nothing secret, no cookie is involved, and a
 * page that cannot read "this site may not" would take it for a bad line and try for ever. Who may is decided by the route.
 */
export declare const pageReadable: MiddlewareHandler;
/** What a browser asks before a page of another origin may post with these headers. */
export declare const preflight: (headers: string) => Handler;
