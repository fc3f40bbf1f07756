import type { ChannelKind } from '@baton/protocol';
import type { Channel } from './channel.ts';
type Adapters = {
    [K in ChannelKind]?: Channel<K>;
};
/** Every channel by its name. Tests put others in their place. */
export declare const ADAPTERS: Adapters;
export declare const adapterOf: <K extends ChannelKind>(kind: K) => Channel<K> | null;
export {};
