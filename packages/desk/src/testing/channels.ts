import type { AccountView, ChannelKind, EventBody, Route, Via } from '@baton/client'
import { NOW } from './cast.ts'

const HOUR_MS = 3_600_000

export const account = (channel: ChannelKind, change: Partial<AccountView> = {}): AccountView => ({
  id: `ch_${channel.padEnd(16, '0')}`,
  channel,
  name: 'Lantern Home',
  isOn: true,
  settings: {},
  secrets: {},
  templates: [],
  callback: `https://gateway.example/v1/hooks/shop/ch_${channel.padEnd(16, '0')}`,
  missing: null,
  downSince: null,
  heardAt: NOW - HOUR_MS,
  ...change,
})

interface KnownRoute {
  id: string
  via: Via
  found: EventBody<'route.changed'>
  /** As the session keeps it. */
  at(heardAt: number | null, change?: Partial<Route>): Route
}

const known = (channel: ChannelKind): KnownRoute => {
  const id = channel.padEnd(22, '_')
  const { id: accountId } = account(channel)
  return {
    id,
    via: { channel, route: id },
    found: { route: id, channel, account: accountId, standing: 'open' },
    at: (heardAt, change = {}) => ({ id, channel, account: accountId, standing: 'open', heardAt, spent: 0, ...change }),
  }
}

export const ROUTES = {
  whatsapp: known('whatsapp'),
  wechat: known('wechat'),
  telegram: known('telegram'),
  email: known('email'),
  messenger: known('messenger'),
}

export const WHATSAPP = account('whatsapp', {
  settings: { phoneNumberId: '106540352242922', number: '+442071838750' },
  secrets: {
    appSecret: { isSet: true, previousUntil: null },
    verifyToken: { isSet: true, previousUntil: null },
    accessToken: { isSet: true, previousUntil: NOW + 20 * HOUR_MS },
  },
  templates: [
    {
      name: 'order_update',
      language: 'en_US',
      text: 'Hello {{1}}, there is news of your order {{2}}. Answer here and we go on.',
    },
  ],
})

export const WECHAT = account('wechat', {
  settings: { appId: 'wx0123456789abcdef' },
  secrets: {
    token: { isSet: true, previousUntil: null },
    aesKey: { isSet: true, previousUntil: null },
    appSecret: { isSet: false, previousUntil: null },
  },
  missing: 'appSecret',
  heardAt: null,
})

export const TELEGRAM = account('telegram', { downSince: NOW - 2 * HOUR_MS, settings: { botName: 'lantern_bot' } })
