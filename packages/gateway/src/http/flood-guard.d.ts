/** How often one address may ask, as `wrangler.jsonc` says too; and all together, where no address is known. */
interface Allowance {
    perAddress: number;
    /** Null: not counted. Nobody can be told from anybody, and what follows has a limit of its own. */
    unknown: number | null;
    windowMs: 10_000 | 60_000;
}
/** After a restart everybody joins again at once, and behind one address there may be a whole office. */
export declare const JOINS: Allowance;
/** A try costs a tenth of a second of computing; a morning shift is a few dozen of them. */
export declare const LOGINS: Allowance;
/**
 * Turns a flood away before anything is read, hashed or woken. On the platform its rate limiter counts, by location and
 * generously; elsewhere, and should it fail, this isolate does. It keeps abuse cheap and promises no exact number: limits
 * that must hold are counted in objects.
 */
export declare class FloodGuard {
    #private;
    constructor(allowance: Allowance);
    /** @throws BatonError `rate_limited` with the time to wait. */
    pass(limiter: RateLimit | undefined, ip: string, now?: number): Promise<void>;
}
export {};
