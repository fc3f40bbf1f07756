import type { Context } from 'hono';
import type { Env } from '../env.ts';
/** Where a request comes from when nobody trustworthy says so: then everybody is one. */
export declare const UNKNOWN_IP = "unknown";
/**
 * The client's address, for limits. Believed is who cannot be imitated: Cloudflare, which sets `cf-connecting-ip` and
 * drops a client's own, or a proxy of `TRUSTED_PROXIES`, told by the address its connection comes from.
 */
export declare function clientIp(c: Context<{
    Bindings: Env;
}>): string;
