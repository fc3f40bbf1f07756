import type { Locale } from '@baton/protocol';
import type { Arrived, ChannelDirectory } from '../channels/rooms.ts';
import type { Device, DirectoryRoom } from '../rooms.ts';
import type { Customers } from './customers.ts';
import type { DirectoryErrands } from './errands.ts';
import type { LinkOffers } from './link-offers.ts';
import type { Linking } from './linking.ts';
import type { Revocations } from './revocations.ts';
type Join = Parameters<DirectoryRoom['customer']>[0];
type Joined = Awaited<ReturnType<DirectoryRoom['customer']>>;
interface Parts {
    storage: DurableObjectStorage;
    customers: Customers;
    revocations: Revocations;
    linking: Linking;
    offers: Pick<LinkOffers, 'isOpen'>;
    errands: DirectoryErrands;
}
/** Which customers are let in, and to which session, until what lets them in is taken back. */
export declare class Admission {
    #private;
    constructor(parts: Parts);
    /** `owes` when sessions are to be told of it. */
    join({ address, device, credential, issuedAt, ip, profile, }: Join): Promise<{
        joined: Joined;
        owes: boolean;
    }>;
    /** Whoever writes by a channel: nobody vouches for them, but the vendor says that it is the same sender as before. */
    arrive({ address, name, locale }: Parameters<ChannelDirectory['arrive']>[0], spoken: Locale): Arrived;
    /** Takes back everything that was handed out so far. The same request again changes nothing. */
    revoke({ request, by, whom }: Parameters<DirectoryRoom['revoke']>[0], now: number): void;
    forgetDevice({ id, session }: Device, now: number): void;
}
export {};
