import type { Inbound } from './channel.ts';
export declare const pageText: (since: number, messages: unknown) => string;
export declare function heardOf(payload: string, openKfId: string): Inbound[];
