import type { Profile } from '@baton/protocol';
import type { ChannelDirectory, Redeemed } from '../channels/rooms.ts';
import { LinkCodes } from './link-codes.ts';
import { type LinkOffers } from './link-offers.ts';
import type { Linking, LinkingParts } from './linking.ts';
interface Parts extends Pick<LinkingParts, 'links' | 'customers'> {
    storage: DurableObjectStorage;
    linking: Linking;
    offers: LinkOffers;
    profileOf(session: string): Promise<Profile | null>;
}
/**
 * Two ways of one customer are connected by a code that is asked for on one and brought on the other. Whoever brings it is
 * asked first, before anything is shown or linked: somebody may have been sent another's code.
 */
export declare class Connecting {
    #private;
    constructor(parts: Parts);
    mint({ session, on }: Parameters<ChannelDirectory['mintLinkCode']>[0]): ReturnType<LinkCodes['mint']>;
    /** The same code again by the same is the same question again. */
    redeem({ code, by }: Parameters<ChannelDirectory['redeemLinkCode']>[0]): Promise<Redeemed>;
    /** Null when nothing was asked, or it is too late. */
    answer({ by, consents }: Parameters<ChannelDirectory['consentToLink']>[0]): Promise<Redeemed | null>;
    /** An agent says so. Two that the host site vouches for stay two: no machine, and no agent alone, makes one of them. */
    byAgent({ older: left, newer: right, reason, by, }: Parameters<ChannelDirectory['linkByAgent']>[0]): ReturnType<ChannelDirectory['linkByAgent']>;
}
export {};
