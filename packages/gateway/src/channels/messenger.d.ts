import type { Channel } from './channel.ts';
export declare const messenger: Channel<'messenger'>;
