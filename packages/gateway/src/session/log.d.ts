import type { Role, SessionEvent } from '@baton/protocol';
/** Part of the log as it goes onto the wire. An event is stored as it is sent, so none is parsed to be sent again. */
export interface Page {
    /** JSON of the entries, oldest first. */
    entries: string;
    more: boolean;
}
/**
 * The append-only log. Reads are per role: a customer's pages skip what is for staff, and `prev` bridges the gap. Ids are
 * indexed from time to time, many at once: an index kept up with each event would cost as much as the event.
 */
export declare class EventLog {
    #private;
    constructor(sql: SqlStorage);
    append(event: SessionEvent, json: string): void;
    /** The same event in other words. Its place, its id and who may see it stay. */
    rewrite(event: SessionEvent): void;
    /** The latest events of a writer among the last of the log, oldest first. */
    recentOf(by: SessionEvent['by'], among: number): SessionEvent[];
    /** Makes the events after `seq` findable by their ids. */
    index(seq: number): void;
    /** Seq of the indexed event that this writer has stored under this id. */
    find(by: SessionEvent['by'], id: string): number | null;
    get(seq: number): SessionEvent | null;
    /** The last message that came by a route up to `seq`. */
    lastHeardBy(route: string, seq: number): SessionEvent | null;
    /** Seq of the first event that is kept; 1 when none was ever cut. */
    first(): number;
    /** Up to where the log is of cases that were over before `time`; 0 when no case was. Reads the whole log. */
    endOfCasesBefore(time: number): number;
    /** Whether a vendor's message of this id was here and is no longer kept. */
    isPast(id: string): boolean;
    /** Removes what is written up to `seq`. The log begins after it from now on. */
    cut(seq: number, now: number): void;
    /** Up to `limit` events after `seq`, of either audience, as they are stored. */
    read(seq: number, limit: number): SessionEvent[];
    /** Everything after `seq`, oldest first, for folding. */
    since(seq: number): SessionEvent[];
    /** When the first event at or after `seq` was stored; null when there is none. */
    timeFrom(seq: number): number | null;
    /** Events after `since`. */
    after(since: number, role: Role, limit: number): Page;
    /**
     * The last events before `before`, none before `horizon`: for this reader the log begins there. `more` says that still
     * older ones exist.
     */
    before(before: number, role: Role, limit: number, horizon?: number): Page;
    /** The last event up to `seq` that this reader may see; the last one cut when none is kept, 0 when there never was one. */
    lastSeenAt(seq: number, role: Role): number;
}
export declare const writerOf: (by: SessionEvent['by']) => string;
