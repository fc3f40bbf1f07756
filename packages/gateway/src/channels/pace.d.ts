import type { ChannelKind } from '@baton/protocol';
import type { Attempt } from './rooms.ts';
/**
 * How many messages a second each vendor takes of one account. Where a vendor says nothing of a second, what it says of a
 * day or a minute is spread; when it asks for a pause all the same, the pause is kept.
 */
export declare const PER_SECOND: Readonly<Record<ChannelKind, number>>;
/**
 * When a message may go out on one account. Kept in memory: an object that slept has sent nothing. A vendor that is down is
 * asked by one at a time, after a pause that grows; whatever it answers then, it is up again.
 */
export declare class Pace {
    #private;
    /** @param downSince the vendor was down when this was last known. */
    constructor(kind: ChannelKind, downSince?: number | null);
    get downSince(): number | null;
    /** Zero: one message may go out now, and what becomes of it is told. Else how many milliseconds to wait before asking again. */
    leave(now: number): number;
    told(attempt: Attempt, now: number): void;
}
