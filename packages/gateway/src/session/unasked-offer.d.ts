import type { Core } from './core.ts';
/** An offer that waited for its time: made when the rule is still there, still holds, and the bot still has the session. */
export declare function offerInTime(core: Core, rule: string): Promise<void>;
/** The customer has rated, and may not write again: an offer does not wait for a message. */
export declare function offerAfterRating(core: Core): Promise<void>;
