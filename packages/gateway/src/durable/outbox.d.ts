/** Table of `Outbox`; put it into the object's migrations. */
export declare const OUTBOX_TABLE = "CREATE TABLE outbox (id INTEGER PRIMARY KEY, target TEXT NOT NULL, message TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, due INTEGER NOT NULL)";
/** Thrown by a delivery that says itself when it wants to be tried again. */
export declare class Later extends Error {
    readonly afterMs: number;
    /** Whether it counts as an attempt: who only has to wait has not failed. */
    readonly counts: boolean;
    constructor(afterMs: number, { counts }: {
        counts: boolean;
    });
}
/** Makes one call. `attempts`: how often it has failed so far. */
export type Deliver<Message> = (target: string, message: Message, attempts: number) => Promise<void>;
/**
 * Calls to other rooms, written in the transaction of what causes them and made afterwards: in order, one at a time per
 * target, again until they are answered. The receiver must be idempotent.
 */
export declare class Outbox<Message> {
    #private;
    constructor(storage: DurableObjectStorage, deliver: Deliver<Message>);
    put(target: string, message: Message): void;
    /** Changes what waits, inside a transaction. What is on its way arrives as it was. */
    rewrite(change: (message: Message) => Message): void;
    /** Whether something still waits for this target. */
    has(target: string): boolean;
    /** What waits for this target, in order. */
    waiting(target: string): Message[];
    /** Drops what is not delivered yet, to one target only or to all but one: its cause is no longer true. */
    clear(which: {
        only: string;
    } | {
        but: string;
    }): void;
    /**
     * Delivers what is due, each target by itself: one that is slow keeps none of the others waiting. `settled` is told after
     * each target.
     */
    drain(now: () => number, settled: () => void): Promise<void>;
    /** When something is due next; null when nothing waits. Of each target only the first: the others stand behind it. */
    nextDue(): number | null;
}
