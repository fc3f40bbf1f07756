/** Where a customer writes, or calls from, that is not the widget. */
export const CHANNEL_KINDS = [
  'wechat',
  'wecom',
  'whatsapp',
  'telegram',
  'line',
  'messenger',
  'email',
  /** Calls, by a carrier. Nothing is written by it. */
  'phone',
  /** Anything else, by Standard Webhooks both ways. */
  'api',
] as const
export type ChannelKind = (typeof CHANNEL_KINDS)[number]

const HOUR_MS = 3_600_000

export interface ChannelRules {
  /** How long after the customer's last message one may answer freely; null: always. */
  windowMs: number | null
  /** The same for what a person writes, where the vendor allows them longer. */
  humanWindowMs?: number
  /** How many messages the window holds; null: any number. */
  quota: number | null
  /** Whether something may be sent outside the window, in words the vendor has approved. */
  hasTemplates: boolean
  /** Only spoken by: nothing can be written to the customer by it, and it is offered for nothing else. */
  isVoice?: true
  /** The longest text of one message, in UTF-16 units; what is longer goes out as several. */
  textChars: number
  /** Whether the vendor tells that a message has arrived, and that it was read. */
  receipts: readonly ('delivered' | 'read')[]
}

/** What each vendor allows. `docs/channels.md` names the page each number is from. */
export const CHANNELS: Readonly<Record<ChannelKind, ChannelRules>> = {
  // Both count 2 048 bytes, which are 682 signs of Chinese.
  wechat: { windowMs: 48 * HOUR_MS, quota: 5, hasTemplates: false, textChars: 682, receipts: [] },
  wecom: { windowMs: 48 * HOUR_MS, quota: 5, hasTemplates: false, textChars: 682, receipts: [] },
  whatsapp: {
    windowMs: 24 * HOUR_MS,
    quota: null,
    hasTemplates: true,
    textChars: 4_096,
    receipts: ['delivered', 'read'],
  },
  telegram: { windowMs: null, quota: null, hasTemplates: false, textChars: 4_096, receipts: [] },
  line: { windowMs: null, quota: null, hasTemplates: false, textChars: 5_000, receipts: [] },
  messenger: {
    windowMs: 24 * HOUR_MS,
    humanWindowMs: 7 * 24 * HOUR_MS,
    quota: null,
    hasTemplates: false,
    textChars: 2_000,
    receipts: ['delivered', 'read'],
  },
  email: { windowMs: null, quota: null, hasTemplates: false, textChars: 100_000, receipts: [] },
  // A telephone is spoken to, and there is no time at which one may write to it.
  phone: { windowMs: 0, quota: null, hasTemplates: false, isVoice: true, textChars: 1, receipts: [] },
  api: { windowMs: null, quota: null, hasTemplates: false, textChars: 4_000, receipts: ['delivered', 'read'] },
}
