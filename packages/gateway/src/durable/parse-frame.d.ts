import { type ErrorCode } from '@baton/protocol';
import type { z } from 'zod';
export type Parsed<Frame> = {
    ok: true;
    frame: Frame;
}
/** `of` and `id` are what could be read of the frame's type and id; they never hold anything else of it. */
 | {
    ok: false;
    code: ErrorCode;
    of?: string;
    id?: string;
};
/** One frame off a socket, checked. Never throws, whatever arrives. */
export declare function parseFrame<Schema extends z.ZodDiscriminatedUnion<z.ZodObject<{
    type: z.ZodLiteral<string>;
}>[]>>(schema: Schema, raw: string | ArrayBuffer): Parsed<z.infer<Schema>>;
