import type { ChannelKind } from '@baton/protocol'
import { adapterOf } from './adapters.ts'
import type { Account, Channel } from './channel.ts'
import type { OpenAccount } from './rooms.ts'

/** An adapter, whichever it is, for an account that is of its kind. */
export type AnyChannel = Channel<ChannelKind>
export type AnyAccount = Account<ChannelKind>

/** Who speaks for an account, and the account as they see it. */
export interface Speaker {
  channel: AnyChannel
  account: AnyAccount
}

/** Null when there is nobody. */
export function speakerOf(account: OpenAccount | null): Speaker | null {
  const channel = account?.isOn ? adapterOf(account.channel) : null
  // The kind of the one is the kind of the other.
  return channel && account ? { channel: channel as AnyChannel, account: account as unknown as AnyAccount } : null
}
