import { z } from 'zod';
declare const toolCall: z.ZodObject<{
    index: z.ZodOptional<z.ZodNullable<z.ZodNumber>>;
    id: z.ZodOptional<z.ZodNullable<z.ZodString>>;
    function: z.ZodObject<{
        name: z.ZodOptional<z.ZodNullable<z.ZodString>>;
        arguments: z.ZodOptional<z.ZodNullable<z.ZodUnion<readonly [z.ZodString, z.ZodRecord<z.ZodString, z.ZodUnknown>]>>>;
    }, z.core.$strip>;
}, z.core.$strip>;
export type CallFragment = z.infer<typeof toolCall>;
/** One chunk of a streamed answer, or a whole one: some send that, whatever they were asked for. */
export interface Reply {
    text: string;
    calls: CallFragment[];
    /** `stop`, `tool_calls`, `length` …; null while it goes on. */
    finish: string | null;
    tokens: number | null;
}
/** @throws ProviderError when it is an error told within the answer, or not the protocol. */
export declare function readReply(json: string): Reply;
/** @throws ProviderError `malformed` when there is not one vector of the same length for each text. */
export declare function readVectors(json: string, count: number): {
    vectors: number[][];
    tokens: number | null;
};
export {};
