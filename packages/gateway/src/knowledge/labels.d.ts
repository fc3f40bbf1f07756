import type { AuditEntry } from '@baton/protocol';
/** What somebody said a message means. */
export interface StoredLabel {
    /** The same message labelled again has the same. */
    id: string;
    /** Whose message it is; null for a text nobody said here. */
    session: string | null;
    /** Whether the host site vouches for the customer: their words are kept longer then. */
    verified: boolean;
    /** Masked. */
    text: string;
    intent: string | null;
    by: AuditEntry['by'];
    /** When it was said: what is kept of it is kept as long. */
    at: number;
}
export declare const labelId: (session: string, seq: number) => string;
export declare class Labels {
    #private;
    constructor(sql: SqlStorage);
    /** Inside a transaction. The last word on a message counts. */
    put({ id, session, verified, text, intent, by, at }: StoredLabel): void;
    count(): number;
    /** Those that say something about a pack with these intents, oldest first. */
    for(intents: ReadonlySet<string>): {
        text: string;
        intent: string | null;
    }[];
    /** All of a session, or of some of its messages. Whether there was anything. */
    forget(session: string, seqs?: readonly number[]): boolean;
    /** Sessions of which something is kept. */
    sessions(): string[];
    /** Their term is over. */
    expire(before: {
        verified: number;
        visitor: number;
    }): void;
}
