import type { Channel } from './channel.ts';
/** Any channel that has no file of its own: JSON both ways, signed by Standard Webhooks. */
export declare const api: Channel<'api'>;
