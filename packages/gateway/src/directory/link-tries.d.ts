/** Wrong codes one bringer may bring within a window. Of 2^49 codes that is none. */
export declare const LINK_TRIES: {
    readonly count: 10;
    readonly windowMs: number;
};
/** How often somebody brought a code that is none. */
export declare class LinkTries {
    #private;
    constructor(sql: SqlStorage);
    mayTry(bringer: string, now: number): boolean;
    failed(bringer: string, now: number): void;
}
