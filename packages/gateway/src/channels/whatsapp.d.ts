import type { Channel } from './channel.ts';
export declare const whatsapp: Channel<'whatsapp'>;
