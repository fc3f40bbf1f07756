import type { ChannelKind } from '@baton/protocol'
import { api } from './api.ts'
import type { Channel } from './channel.ts'
import { email } from './email.ts'
import { line } from './line.ts'
import { messenger } from './messenger.ts'
import { telegram } from './telegram.ts'
import { wechat } from './wechat.ts'
import { wecom } from './wecom.ts'
import { whatsapp } from './whatsapp.ts'

type Adapters = { [K in ChannelKind]?: Channel<K> }

/** Every channel by its name. Tests put others in their place. */
export const ADAPTERS: Adapters = {
  wechat,
  wecom,
  email,
  api,
  telegram,
  whatsapp,
  messenger,
  line,
}

export const adapterOf = <K extends ChannelKind>(kind: K): Channel<K> | null => (ADAPTERS[kind] as Channel<K>) ?? null
