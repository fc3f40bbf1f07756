import { type Deliver } from './outbox.ts';
import type { Timers } from './timers.ts';
/**
 * An object's outbox together with the timer that looks after it: what was put is delivered, also after a crash. The
 * object runs it when a timer of kind `outbox` goes off.
 */
export declare class Errands<Message> {
    #private;
    constructor(storage: DurableObjectStorage, timers: Pick<Timers<'outbox'>, 'set' | 'clear' | 'arm'>, deliver: Deliver<Message>);
    /** Inside the transaction of what causes it. */
    put(target: string, message: Message, now: number): void;
    /** Changes what waits, inside a transaction. What is on its way arrives as it was. */
    rewrite(change: (message: Message) => Message): void;
    /** Whether something still waits for this target. */
    has(target: string): boolean;
    /** Drops what is not delivered yet, to one target only or to all but one: its cause is no longer true. */
    clear(which: {
        only: string;
    } | {
        but: string;
    }): void;
    /** What waits for this target, in order. */
    waiting(target: string): Message[];
    /**
     * Delivers what is due, and sees to it that the rest is tried again. Never throws for a call that failed. The alarm is
     * armed first: should this object go down meanwhile, somebody looks.
     */
    run(): Promise<void>;
}
