import type { ChannelKind } from './kinds.ts'

/** One thing a vendor's console shows and the gateway has to know. */
export interface Field {
  /** What it has to look like. */
  pattern: RegExp
  /** May be left out. */
  isOptional?: true
}

export interface ChannelForm {
  /** Ids and names; shown again. */
  settings: Readonly<Record<string, Field>>
  /** Written once and never shown again. */
  secrets: Readonly<Record<string, Field>>
}

const ID = /^[A-Za-z0-9_.@+-]{1,128}$/
const TOKEN = /^[\x21-\x7e]{8,1024}$/
const NAME = /^[^\p{C}]{1,80}$/u
/** Standard Webhooks: a secret both know, or a pair of keys of which we keep the half that is ours. */
const VERIFYING_SECRET = /^wh(sec|pk)_[A-Za-z0-9+/]{32,88}={0,2}$/
const SIGNING_SECRET = /^wh(sec|sk)_[A-Za-z0-9+/]{32,88}={0,2}$/
const HTTPS = /^https?:\/\/[^\s@]{1,500}$/

/**
 * What an account of each channel is made of. The desk's form, the check at the edge and the type an adapter sees are all
 * made from this.
 */
export const CHANNEL_FORMS = {
  wechat: {
    settings: { appId: { pattern: /^wx[0-9a-f]{16}$/ } },
    secrets: {
      token: { pattern: /^[A-Za-z0-9]{3,32}$/ },
      aesKey: { pattern: /^[A-Za-z0-9]{43}$/ },
      appSecret: { pattern: TOKEN },
    },
  },
  wecom: {
    settings: { corpId: { pattern: ID }, openKfId: { pattern: ID } },
    secrets: {
      token: { pattern: /^[A-Za-z0-9]{3,32}$/ },
      aesKey: { pattern: /^[A-Za-z0-9]{43}$/ },
      secret: { pattern: TOKEN },
    },
  },
  whatsapp: {
    settings: { phoneNumberId: { pattern: /^\d{5,20}$/ }, number: { pattern: /^\+?\d{6,15}$/ } },
    secrets: { appSecret: { pattern: TOKEN }, verifyToken: { pattern: TOKEN }, accessToken: { pattern: TOKEN } },
  },
  telegram: {
    settings: { botName: { pattern: /^[A-Za-z0-9_]{5,32}$/ } },
    secrets: {
      botToken: { pattern: /^\d{5,20}:[A-Za-z0-9_-]{20,80}$/ },
      secretToken: { pattern: /^[A-Za-z0-9_-]{16,256}$/ },
    },
  },
  line: {
    settings: { basicId: { pattern: /^@[A-Za-z0-9_.-]{3,32}$/ } },
    secrets: { channelSecret: { pattern: TOKEN }, accessToken: { pattern: TOKEN } },
  },
  messenger: {
    settings: { pageId: { pattern: /^\d{5,20}$/ }, pageName: { pattern: ID } },
    secrets: { appSecret: { pattern: TOKEN }, verifyToken: { pattern: TOKEN }, accessToken: { pattern: TOKEN } },
  },
  email: {
    settings: {
      address: { pattern: /^[^\s@<>]{1,64}@[^\s@<>]{1,190}$/ },
      fromName: { pattern: NAME, isOptional: true },
      /** An HTTP provider's address, or `smtps://host:465`. */
      provider: { pattern: /^(https?|smtps?):\/\/[^\s@]{1,500}$/ },
      user: { pattern: /^\S{1,200}$/, isOptional: true },
      /** Who says in `Authentication-Results` whether a sender is who it says, e.g. `mx.cloudflare.net`. */
      receiver: { pattern: ID, isOptional: true },
    },
    secrets: { inboundSecret: { pattern: VERIFYING_SECRET }, password: { pattern: TOKEN } },
  },
  phone: {
    settings: {
      carrier: { pattern: /^(twilio|jambonz)$/ },
      accountSid: { pattern: /^[A-Za-z0-9-]{2,64}$/ },
      /** Whom customers see calling; E.164. */
      number: { pattern: /^\+[1-9]\d{6,14}$/ },
      /** A jambonz of one's own: where its API is. */
      apiUrl: { pattern: HTTPS, isOptional: true },
      /** What callers most likely speak. */
      language: { pattern: /^(en|zh-CN|zh-TW)$/, isOptional: true },
    },
    /** Twilio's auth token signs and calls; jambonz signs with its webhook secret, and is called with its API key. */
    secrets: { signingSecret: { pattern: TOKEN }, apiKey: { pattern: TOKEN, isOptional: true } },
  },
  api: {
    settings: { url: { pattern: HTTPS } },
    secrets: { inboundSecret: { pattern: VERIFYING_SECRET }, outboundSecret: { pattern: SIGNING_SECRET } },
  },
} as const satisfies Record<ChannelKind, ChannelForm>

export type SettingOf<K extends ChannelKind> = keyof (typeof CHANNEL_FORMS)[K]['settings'] & string
export type SecretOf<K extends ChannelKind> = keyof (typeof CHANNEL_FORMS)[K]['secrets'] & string
