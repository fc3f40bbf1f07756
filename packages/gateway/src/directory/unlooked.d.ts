/**
 * Customers whose session may not know how old it is: it was never opened, or last by 0.1.0. Each is asked once, when it is
 * old enough to be gone; from then on it looks after itself.
 */
export declare class Unlooked {
    #private;
    constructor(sql: SqlStorage);
    /** Of those who came before `before`. */
    next(before: number): string[];
    looked(session: string, now: number): void;
}
