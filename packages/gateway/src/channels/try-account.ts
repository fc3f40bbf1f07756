import type { Locale, TestResponse } from '@baton/protocol'
import { DETECTORS, redact } from '@baton/relay/masking'
import type { Env } from '../env.ts'
import { channelsOf } from '../rooms-of.ts'
import type { Sent } from './channel.ts'
import type { Attempt, ChannelsRoom, OpenAccount } from './rooms.ts'
import { type AnyAccount, type AnyChannel, speakerOf } from './speaker.ts'
import { toolsFor } from './tools.ts'

/** What goes out to try an account. `{business}` is the workspace's name of itself. */
const WORDS: Record<Locale, string> = {
  'zh-CN': '您好！这是{business}的一条测试消息：这个渠道已经接通，无需回复。',
  'zh-TW': '您好！這是{business}的一則測試訊息：這個管道已經接通，無須回覆。',
  en: 'Hello! This is a test message from {business}: this channel works. There is no need to reply.',
}

/** What a vendor says of a refusal, cut to what fits beside a button. */
const VENDOR_CHARS = 300

/** Whom and what a try is for. */
export interface Try {
  workspace: string
  business: string
  locale: Locale
  /** As the vendor calls them. */
  to: string
}

/**
 * Sends a greeting by an account now, whatever waits before it and also while the account is off. What it comes to is told the
 * Channels room, too: a vendor that answers an operator is up. Null when this gateway does not speak the channel.
 */
export async function tryAccount(env: Env, account: OpenAccount, wish: Try): Promise<TestResponse | null> {
  const speaker = speakerOf({ ...account, isOn: true })
  if (!speaker) return null
  const sent = await sendGreeting(env, speaker.channel, speaker.account, wish)
  switch (sent.as) {
    case 'sent':
      return { ok: true }
    case 'later':
      return { ok: false, reason: 'gave_up' }
    case 'stale_token':
      return { ok: false, reason: 'credentials' }
    case 'failed': {
      const { reason, text } = sent
      return { ok: false, reason, ...(text !== undefined && { text: withoutSecrets(text, account) }) }
    }
  }
}

async function sendGreeting(
  env: Env,
  channel: AnyChannel,
  account: AnyAccount,
  { workspace, business, locale, to }: Try,
): Promise<Sent> {
  const room: Pick<ChannelsRoom, 'token' | 'told'> = channelsOf(env, workspace)
  const id = crypto.randomUUID()
  const text = WORDS[locale].replace('{business}', () => business)
  const by = { role: 'bot', name: null } as const
  const tokenFor = async (stale?: string | null): Promise<string | 'later' | null> =>
    // The room has said in the log why it could not.
    channel.fetchToken ? room.token({ account: account.id, ...(stale && { stale }) }).catch(() => 'later') : null
  let last: Sent = { as: 'sent', id: null }
  for (const part of channel.parts({ id, text, by, locale, options: [], files: [] }, account)) {
    const key = crypto.randomUUID()
    const send = async (stale?: string | null): Promise<[Sent, string | null]> => {
      const token = await tokenFor(stale)
      if (token === 'later') return [{ as: 'later', isOverload: false }, null]
      if (channel.fetchToken && token === null) return [{ as: 'stale_token' }, null]
      const tools = toolsFor(env, { workspace, account: account.id, token })
      return [await channel.send(part, { address: to, key }, account, tools), token]
    }
    const [first, token] = await send()
    last = first.as === 'stale_token' && token !== null ? (await send(token))[0] : first
    await room.told({ account: account.id, attempt: attemptOf(last) })
    if (last.as !== 'sent') break
  }
  return last
}

/** What the room hears of it. */
const attemptOf = (sent: Sent): Attempt => {
  if (sent.as === 'sent') return { as: 'sent' }
  if (sent.as === 'later') return sent
  return { as: 'failed', reason: sent.as === 'failed' ? sent.reason : 'credentials' }
}

/** A vendor may quote what it was sent. Secrets go first, in each spelling a URL or JSON gives them, then what is personal. */
function withoutSecrets(text: string, account: Pick<OpenAccount, 'secrets'>): string {
  const secrets = Object.values(account.secrets)
    .flat()
    .filter((secret) => secret !== undefined)
  const spellings = secrets.flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
  ])
  // The longest first: one may be part of another.
  const ordered = spellings.filter((each) => each !== '').sort((a, b) => b.length - a.length)
  const bare = ordered.reduce((rest, spelling) => rest.replaceAll(spelling, '•••'), text)
  return redact(bare, DETECTORS).text.slice(0, VENDOR_CHARS)
}
