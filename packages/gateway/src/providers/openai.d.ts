import type { ChatMessage, ChatOptions, ChatPart, Provider } from './provider.ts';
interface Address {
    url: string;
    model: string;
    key?: string | undefined;
    timeoutMs: number;
    idleMs: number;
}
/** A provider at an address that speaks OpenAI's `/chat/completions` and `/embeddings`, by plain fetch. */
export declare class OpenAi implements Provider {
    #private;
    constructor(address: Address);
    chat(messages: readonly ChatMessage[], options: ChatOptions): AsyncIterable<ChatPart>;
    embed(texts: readonly string[]): Promise<{
        vectors: number[][];
        tokens: number;
    }>;
}
export {};
