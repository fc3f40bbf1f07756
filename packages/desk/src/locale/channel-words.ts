import type { CHANNEL_FORMS } from '@baton/client'
import type { enChannels } from './en.channels.ts'

type Forms = typeof CHANNEL_FORMS
type FieldName = { [K in keyof Forms]: keyof Forms[K]['settings'] | keyof Forms[K]['secrets'] }[keyof Forms]

/** What the desk says of channels, in one language. A field of a channel's form that has no words does not compile. */
export type ChannelWords = typeof enChannels & {
  channelNames: Record<keyof Forms, string>
  channels: { fields: Record<FieldName, { label: string; hint: string }> }
}
