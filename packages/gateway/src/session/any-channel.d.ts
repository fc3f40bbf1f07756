import type { ChannelKind } from '@baton/protocol';
import type { Account, Channel } from '../channels/channel.ts';
import type { OpenAccount } from '../channels/rooms.ts';
/** An adapter, whichever it is, for an account that is of its kind. */
export type AnyChannel = Channel<ChannelKind>;
export type AnyAccount = Account<ChannelKind>;
/** Who speaks for an account, and the account as they see it; null when there is nobody. */
export declare function speakerOf(account: OpenAccount | null): {
    channel: AnyChannel;
    account: AnyAccount;
} | null;
