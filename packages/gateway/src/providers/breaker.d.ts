/**
 * Leaves a provider alone that fails, so that customers do not wait for it. After its rest one call tries; when that comes
 * to something, all may ask again. Kept by isolate: each finds out for itself, after three failures.
 */
export declare class Breaker {
    #private;
    constructor(most?: number);
    /** Whether a call may be made now. Whoever makes it says what came of it. */
    mayAsk(name: string, now: number): boolean;
    succeeded(name: string): void;
    /** `restMs`: how long it asks to be left alone. */
    failed(name: string, now: number, restMs?: number | null): void;
}
