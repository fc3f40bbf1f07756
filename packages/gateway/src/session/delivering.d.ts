import type { DeliveryReason } from '@baton/protocol';
import type { Outgoing } from '../channels/channel.ts';
import { type AnyAccount } from './any-channel.ts';
import type { Core } from './core.ts';
import { type Delivery, DeliveryRows } from './delivery-rows.ts';
/** A message that has to go out by a route. `at`: since when it is tried. */
export interface Owed {
    seq: number;
    route: string;
    at: number;
}
/**
 * Sends what is owed by a route, in order and one at a time. What goes out is read from the log at the last moment, so that
 * nothing leaves that was taken out of it. Each part is noted as it leaves: a retry sends none twice, but for one whose vendor
 * has answered while this object went down.
 */
export declare class Delivering {
    #private;
    readonly rows: DeliveryRows;
    constructor(core: Core);
    /** @throws Later when it is to be tried again, and when. */
    deliver(owed: Owed, attempts: number): Promise<void>;
    /** What was held goes first, in order. Inside a transaction. */
    release(route: string, now: number): void;
    /** An operator has it tried again. False when nothing could be. */
    redeliver(seq: number, route: string, now: number): boolean;
    /** What was given to the vendor with its own request, for whoever asks again. */
    carriedFor(heard: number, account: AnyAccount): Outgoing | null;
    /** A receipt of a part that is leaving at this moment is kept until the part has been noted. True when it was. */
    keep(route: string, id: string, apply: () => void): boolean;
    /** Tells staff how far a message has come, and keeps it. */
    tell(delivery: Delivery, { state, reason, parts }: {
        state: NonNullable<Delivery['state']>;
        reason?: DeliveryReason;
        parts?: number;
    }, within?: () => void): void;
}
