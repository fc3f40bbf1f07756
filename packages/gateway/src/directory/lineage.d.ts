import type { LinkRow } from '../rooms.ts';
type Pair = Pick<LinkRow, 'older' | 'newer'>;
/** Sessions of one customer: each leads to the one that it is an earlier segment of, the last is where they speak. */
export declare class Lineage {
    #private;
    /** Earlier ones first. */
    readonly sessions: readonly string[];
    /** @param own whose family it is: a session by itself has no link. */
    constructor(own: readonly string[], links: readonly Pair[]);
    /** Those that are read after it, the next first. */
    later(session: string): string[];
    /** Where they speak. */
    root(session: string): string;
}
/** What a session is told. */
export type Told = {
    session: string;
    link: string;
    other: string;
} & ({
    call: 'link';
    as: 'earlier' | 'newer';
} | {
    call: 'unlink';
});
/**
 * What sessions are told when a link comes or goes. Every earlier segment hangs on the session where they speak, so one that
 * moves takes its own earlier ones along. `link` names each connection, and is another for each, as what is written of it
 * is written once.
 */
export declare function tellings({ id, older, state }: Pick<LinkRow, 'id' | 'older' | 'state'>, before: Lineage, after: Lineage): Told[];
export {};
