/** When an answer says to come again, by either form of `Retry-After`; null: it does not say. */
export declare function retryAfterOf(answer: {
    headers: Headers;
}, now: number): number | null;
