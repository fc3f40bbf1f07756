import type { Context } from 'hono';
import type { Env } from '../env.ts';
/** The gateway's own origin as browsers see it. Behind a proxy that ends TLS, only `PUBLIC_ORIGIN` knows it. */
export declare const ownOrigin: (c: Context<{
    Bindings: Env;
}>) => URL;
