export interface Failures {
    /** Null for emails that nobody has here. */
    agent: string | null;
    count: number;
    since: number;
}
/** How often somebody failed to sign in since it was last written down. */
export declare class FailedLogins {
    #private;
    constructor(sql: SqlStorage);
    /** Counts one; answers when what is counted shall be taken. */
    count(agent: string | null, now: number): number;
    /** Takes what was counted long enough off the table, and answers when the next is due; null when nothing is left. */
    take(now: number): {
        taken: Failures[];
        next: number | null;
    };
}
