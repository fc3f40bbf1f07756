/**
 * How many new visitors one address may be. Where no address is known, all share the larger number. By a channel they come
 * from the vendor's own machines, so there the account is what counts: enough for a campaign, and a flood of made-up
 * senders stays within its account.
 */
export declare const NEWCOMERS: {
    readonly perIp: 60;
    readonly unknown: 600;
    readonly perAccount: 6000;
    readonly windowMs: 60000;
    readonly ips: 10000;
};
/**
 * Bounds how many customers nobody vouches for are made, for each is a row and an object. In memory: an object that was
 * evicted was not busy.
 */
export declare class Newcomers {
    #private;
    /** Zero when one more may come from this address now, and counts it; else the milliseconds until one may. */
    take(ip: string, now: number): number;
    /** The same of an address on a channel. */
    takeAt(address: string, now: number): number;
}
