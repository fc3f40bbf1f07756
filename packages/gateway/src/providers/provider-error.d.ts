/** How a call to a model fails. */
export declare const PROVIDER_FAILURES: readonly [
/** Nothing came in time … */
'timeout', 
/** … or nothing more. */
'stalled', 
/** The answer ended before it was finished. */
'cut_off', 'rate_limited', 
/** It does not like what it was asked, or who asks. */
'refused', 'unavailable', 
/** What came is not the protocol. */
'malformed', 'too_long', 
/** It failed too often, and is left alone for a while. */
'resting', 
/** The day's tokens are spent. */
'spent'];
export type ProviderFailure = (typeof PROVIDER_FAILURES)[number];
/** A call to a model failed. Says how, and never what was asked or answered. */
export declare class ProviderError extends Error {
    name: string;
    readonly code: ProviderFailure;
    /** In milliseconds: how long it asks to be left alone. */
    readonly retryAfterMs: number | null;
    constructor(code: ProviderFailure, retryAfterMs?: number | null);
}
