/** Table of `Timers`; put it into the object's migrations. */
export declare const TIMERS_TABLE = "CREATE TABLE timers (kind TEXT NOT NULL, key TEXT NOT NULL, due INTEGER NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID";
export interface Timer<Kind extends string> {
    kind: Kind;
    key: string;
    due: number;
}
/**
 * Many timers over the one alarm of an object. A timer is a row, so it is set in the same transaction as what it belongs
 * to, and survives a crash. A timer set again moves.
 */
export declare class Timers<Kind extends string> {
    #private;
    constructor(storage: DurableObjectStorage);
    set(kind: Kind, key: string, due: number): void;
    /** The same, unless it goes off before then anyway. */
    setEarlier(kind: Kind, key: string, due: number): void;
    clear(kind: Kind, key: string): void;
    /** All of a kind, whatever their keys. */
    clearAll(kind: Kind): void;
    has(kind: Kind, key: string): boolean;
    /** When it goes off; null when it is not set. */
    dueOf(kind: Kind, key: string): number | null;
    /** Takes the timers that are due off the table. A handler that still needs one sets it again. */
    take(now: number): Timer<Kind>[];
    /**
     * Makes sure the alarm goes off for the earliest timer. An alarm that is early is left alone: it looks at the table,
     * finds nothing due and arms again, which is cheaper than moving it on every change (each move is a written row).
     */
    arm(): void;
    /** The alarm has gone off: none is set until the next `arm`. */
    disarm(): void;
}
