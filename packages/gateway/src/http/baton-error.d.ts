import { type ErrorCode } from '@baton/protocol';
/**
 * A refusal with a stable code. `detail` says what exactly was wrong; it reaches the client, so it never holds
 * personal data.
 */
export declare class BatonError extends Error {
    readonly name = "BatonError";
    readonly code: ErrorCode;
    readonly detail: string | undefined;
    /** When the same request may succeed. */
    readonly retryAfterMs: number | undefined;
    constructor(code: ErrorCode, detail?: string, retryAfterMs?: number);
}
