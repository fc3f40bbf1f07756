import type { Inbound } from './channel.ts';
/** What an opened payload of WeChat says: one message, or one event. */
export declare function heardBy(payload: string): Inbound[];
