import type { Channel } from './channel.ts';
export declare const telegram: Channel<'telegram'>;
