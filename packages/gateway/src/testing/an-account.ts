import { env } from 'cloudflare:workers'
import type { AccountRequest, ChannelKind } from '@baton/protocol'
import { channelsOf } from '../rooms-of.ts'

export const ADMIN = { role: 'admin', id: 'ann' } as const

/** Bytes of a `whsec_` secret. */
const standard = (letter: string): string => `whsec_${btoa(letter.repeat(32))}`

/** What each vendor's console would show. Of its form, and nobody's. */
const PARTS: Record<ChannelKind, Pick<AccountRequest, 'settings' | 'secrets'>> = {
  wechat: {
    settings: { appId: 'wx0123456789abcdef' },
    secrets: { token: 'QDG6eK', aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C', appSecret: 'wechat-app-secret' },
  },
  wecom: {
    settings: { corpId: 'ww1436e0e65a779aee', openKfId: 'wkAJ2GCAAASSm4' },
    secrets: {
      token: 'QDG6eK',
      aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
      secret: 'wecom-secret-of-tests',
    },
  },
  whatsapp: {
    settings: { phoneNumberId: '106540352242922', number: '+15550783881' },
    secrets: { appSecret: 'whatsapp-app-secret', verifyToken: 'whatsapp-verify', accessToken: 'whatsapp-access' },
  },
  telegram: {
    settings: { botName: 'baton_bot' },
    secrets: { botToken: '123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw', secretToken: 'telegram-secret-token' },
  },
  line: {
    settings: { basicId: '@baton' },
    secrets: { channelSecret: 'line-channel-secret', accessToken: 'line-access-token' },
  },
  messenger: {
    settings: { pageId: '1234567890', pageName: 'baton' },
    secrets: { appSecret: 'messenger-app-secret', verifyToken: 'messenger-verify', accessToken: 'messenger-access' },
  },
  email: {
    settings: { address: 'help@shop.example', provider: 'https://mail.example/send' },
    secrets: { inboundSecret: standard('e'), password: 'mail-password' },
  },
  phone: {
    settings: { carrier: 'twilio', accountSid: 'AC0123456789abcdef', number: '+15550100' },
    secrets: { signingSecret: 'carrier-signing-secret' },
  },
  api: {
    settings: { url: 'https://hooks.shop.example/baton' },
    secrets: { inboundSecret: standard('i'), outboundSecret: standard('o') },
  },
}

/** A complete account of a channel, before anybody has saved it. */
export const anAccount = (
  channel: ChannelKind,
  over: Partial<Pick<AccountRequest, 'name' | 'isOn' | 'settings' | 'secrets' | 'templates'>> = {},
): AccountRequest => ({
  channel,
  name: `Test ${channel}`,
  isOn: true,
  templates: [],
  ...over,
  settings: { ...PARTS[channel].settings, ...over.settings },
  secrets: { ...PARTS[channel].secrets, ...over.secrets },
})

/** The same, saved; answers its id. */
export async function savedAccount(workspace: string, form: AccountRequest): Promise<string> {
  const saved = await channelsOf(env, workspace).save({ account: null, form, by: ADMIN })
  if (!('account' in saved)) throw new Error(`not saved: ${JSON.stringify(saved)}`)
  return saved.account
}
