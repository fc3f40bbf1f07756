import type { Channel } from './channel.ts';
export declare const line: Channel<'line'>;
