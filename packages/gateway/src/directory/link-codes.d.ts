import type { LinkOffer } from '@baton/protocol';
/** What a code leads to: a session, and where it was asked for. */
export interface CodeRow {
    session: string;
    on: LinkOffer['channel'];
}
/** How a code is kept: whoever reads the table has none. */
export declare function hashOfCode(code: string): Promise<string>;
/** Codes that connect whoever brings them, each good once. */
export declare class LinkCodes {
    #private;
    constructor(sql: SqlStorage);
    mint({ session, on }: CodeRow): Promise<{
        code: string;
        expiresAt: number;
    }>;
    find(hash: string, now: number): CodeRow | null;
    /** It is used. */
    take(hash: string): void;
}
