import { type Undelivered, type UndeliveredResponse } from '@baton/protocol';
/** What is needed to try a message again. */
export type Buried = Undelivered & {
    route: string;
};
/** Messages that could not be delivered: where they are and why, never what they say. */
export declare class BuriedMessages {
    #private;
    constructor(sql: SqlStorage);
    /** The same again changes nothing. */
    put({ id, session, seq, route, account, channel, reason, at }: Buried): void;
    /** Newest first, after the one that `after` names. */
    page({ after, limit }: {
        after: string | null;
        limit: number;
    }): UndeliveredResponse;
    /** Takes these out, or the oldest there are, oldest first, inside a transaction: they are tried again, and come back if that fails too. */
    take(ids: readonly string[] | 'all'): Buried[];
    forget(session: string): void;
}
