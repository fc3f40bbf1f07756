/** A model of others', spoken to in OpenAI's protocol. Everything here may fail; whoever asks has an answer without it. */
export interface Provider {
    /**
     * Asks for the next words. Throws `ProviderError`, also after some parts: what came before is then half an answer.
     * Leaving the loop ends the call.
     */
    chat(messages: readonly ChatMessage[], options: ChatOptions): AsyncIterable<ChatPart>;
    /** One vector for each text. Throws `ProviderError`. */
    embed(texts: readonly string[]): Promise<{
        vectors: number[][];
        tokens: number;
    }>;
}
export interface ChatOptions {
    tools?: readonly ChatTool[];
    maxTokens: number;
    /** The whole call ends then, in milliseconds from now, if not before. */
    withinMs: number;
}
export type ChatMessage = {
    role: 'system' | 'user';
    content: string | readonly ContentPart[];
} | {
    role: 'assistant';
    content: string;
    calls?: readonly ToolCall[];
} | {
    role: 'tool';
    call: string;
    content: string;
};
export type ContentPart = {
    type: 'text';
    text: string;
} | {
    type: 'image';
    mime: string;
    bytes: Uint8Array;
};
export interface ChatTool {
    name: string;
    description: string;
    /** JSON schema of its arguments. */
    parameters: object;
}
export interface ToolCall {
    /** Ours: the provider's own may be too long for itself to take back. */
    id: string;
    name: string;
    /** Null when what came is no JSON object. */
    input: Record<string, unknown> | null;
}
export type ChatPart = {
    do: 'say';
    text: string;
} | {
    do: 'call';
    call: ToolCall;
}
/** What it has cost, as the provider counts, else as we guess. */
 | {
    do: 'cost';
    tokens: number;
};
