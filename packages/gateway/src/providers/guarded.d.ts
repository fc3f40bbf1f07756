import type { Providers } from '@baton/protocol';
import type { DirectoryRoom } from '../rooms.ts';
import type { ChatMessage, ChatOptions, ChatPart, Provider } from './provider.ts';
interface Account {
    what: keyof Providers;
    /** Names the circuit: a provider may fail for one workspace, whose key is wrong, and serve the next. */
    name: string;
    dayTokens: number;
    now: () => number;
    spend: DirectoryRoom['spend'];
}
/** A provider that is left alone while it fails, and costs no more in a day than its workspace allows. */
export declare class Guarded implements Provider {
    #private;
    constructor(provider: Provider, account: Account);
    chat(messages: readonly ChatMessage[], options: ChatOptions): AsyncIterable<ChatPart>;
    embed(texts: readonly string[]): Promise<{
        vectors: number[][];
        tokens: number;
    }>;
}
export {};
