/**
 * Customers who may have come back with a restore. Under another generation than its last one a Directory asks Keys, whom no
 * restore rewinds, which of its sessions were erased; page by page, going on after a crash where it was.
 */
export declare class Returned {
    #private;
    constructor(sql: SqlStorage, generation: string);
    isDue(): boolean;
    /** Those of the next page who were erased; whoever asks has them erased again before the page counts as done. */
    next(erased: (sessions: string[]) => Promise<string[]>): Promise<{
        found: string[];
        done: () => void;
    }>;
}
