import type { DeliveryReason, Locale, Place } from '@baton/protocol'
import {
  type Account,
  type Channel,
  type Outgoing,
  type OutgoingFile,
  type Part,
  type Sent,
  StaleToken,
  type Tools,
  type Verified,
} from './channel.ts'
import { type Fields, textOf } from './reading.ts'
import { LATER, saying } from './sending.ts'
import { ask, download, errorOf, isStale, refusalOf, upload, withToken } from './wechat-api.ts'
import { given, MOST_BYTES, type Ours, openBody, openEcho } from './wechat-callback.ts'
import { fileWords, type Words, wordsOf } from './wechat-words.ts'
import { elementsOf } from './wechat-xml.ts'
import { heardOf, pageText } from './wecom-messages.ts'

type Mine = Account<'wecom'>

type Data =
  | Words
  | { as: 'file'; type: 'image' | 'voice' | 'video' | 'file' }
  | { as: 'link'; locale: Locale }
  | { as: 'place'; place: Place }

const MB = 1024 * 1024
/** So many messages at once; the vendor's own most. */
const PAGE = 1_000
/** When an account is connected, what was said before is not new. */
const NEWS_MS = 10 * 60_000

/** Before a cursor within what there was when the account was connected: until when that is no news. */
const OLD = 'until:'

/** Where to go on, and from when on what is said is news: whoever goes on with the first pages knows it, too. */
function placeOf(kept: string | null, now: number): { since: number; cursor: string | null } {
  if (kept === null) return { since: now - NEWS_MS, cursor: null }
  const [, since, cursor] = kept.startsWith(OLD) ? (/^until:(\d+) (.+)$/.exec(kept) ?? []) : []
  return cursor === undefined ? { since: 0, cursor: kept } : { since: Number(since), cursor }
}

const oursOf = ({ secrets, settings }: Mine): Ours => ({
  tokens: given(secrets.token),
  aesKeys: given(secrets.aesKey),
  receiver: settings.corpId,
})

/**
 * 微信客服 of 企业微信. Its callback only says that there is something, and it is fetched from where it was last. `docs/channels.md`
 * names the page of every rule.
 */
export const wecom: Channel<'wecom'> = {
  kind: 'wecom',
  maxBytes: MOST_BYTES,

  async verify(knock, account): Promise<Verified> {
    const ours = oursOf(account)
    if (knock.method === 'GET') {
      const echo = openEcho(knock, ours)
      return echo === null ? { as: 'refused' } : { as: 'answer', type: 'text/plain', body: echo }
    }
    const opened = openBody(knock, ours)
    return opened ? { as: 'payload', payload: opened.text } : { as: 'refused' }
  },

  async *pull(payload, { settings }, tools) {
    const event = elementsOf(payload)
    if (event?.get('Event') !== 'kf_msg_or_event' || event.get('OpenKfId') !== settings.openKfId) return
    let kept = await tools.cursor()
    for (;;) {
      const { since, cursor } = placeOf(kept, tools.now)
      const answer = await ask(tools, 'wecom', withToken(tools, '/cgi-bin/kf/sync_msg'), {
        ...(cursor !== null && { cursor }),
        token: event.get('Token') ?? '',
        limit: PAGE,
        open_kfid: settings.openKfId,
      })
      if (answer && isStale(answer)) throw new StaleToken()
      if (!answer || errorOf(answer) !== 0)
        throw new Error(`WeCom gives no messages: ${answer ? errorOf(answer) : 'down'}`)
      yield pageText(since, answer.msg_list)
      // Whoever asks for more has kept what there was.
      const next = textOf(answer.next_cursor) ?? null
      if (next === null || next === cursor) return
      const isMore = answer.has_more === 1
      const to = isMore && since > 0 ? `${OLD}${since} ${next}` : next
      await tools.moveCursor(kept, to)
      kept = to
      if (!isMore) return
    }
  },

  normalise: (payload, { settings }) => heardOf(payload, settings.openKfId),

  async accepted() {
    return { type: 'text/plain', body: 'success' }
  },

  parts({ text, options, files, place, locale }: Outgoing): Part[] {
    const data: Data[] = wordsOf(text, options, locale)
    return [
      ...data.map((each) => ({ data: each })),
      ...files.map((file) => ({ data: fileData(file, locale), file })),
      ...(place ? [{ data: { as: 'place', place } satisfies Data }] : []),
    ]
  },

  async send(part, to, { settings }, tools): Promise<Sent> {
    if (tools.token === null) return { as: 'failed', reason: 'credentials' }
    const body = await bodyOf(part, tools)
    if (isRefused(body)) return sentOf(body.refused, '')
    // Theirs is 32 characters at most, which a UUID is without its dashes.
    const msgid = to.key.replaceAll('-', '').slice(0, 32)
    const isWelcome = to.replyWith !== undefined && (body.msgtype === 'text' || body.msgtype === 'msgmenu')
    if (isWelcome) {
      const path = withToken(tools, '/cgi-bin/kf/send_msg_on_event')
      const welcomed = await ask(tools, 'wecom', path, { code: to.replyWith, msgid, ...body })
      // Used up or too late: then it goes like any other, if the customer has written.
      if (!welcomed || errorOf(welcomed) === 0 || isStale(welcomed)) return sentOf(welcomed, msgid)
    }
    const answer = await ask(tools, 'wecom', withToken(tools, '/cgi-bin/kf/send_msg'), {
      touser: to.address,
      open_kfid: settings.openKfId,
      msgid,
      ...body,
    })
    return sentOf(answer, msgid)
  },

  media: (ref, _account, tools) => download(tools, 'wecom', ref),

  async fetchToken({ settings, secrets }, tools) {
    for (const secret of given(secrets.secret)) {
      const query = new URLSearchParams({ corpid: settings.corpId, corpsecret: secret })
      const answer = await ask(tools, 'wecom', `/cgi-bin/gettoken?${query}`)
      const token = answer && textOf(answer.access_token)
      if (token) return { token, forMs: typeof answer.expires_in === 'number' ? answer.expires_in * 1_000 : 0 }
      if (!answer || [-1, 45009, 45033].includes(errorOf(answer))) {
        throw new Error('WeCom gives no token at the moment')
      }
    }
    return null
  },

  async link(code, { settings }, tools): Promise<string | null> {
    const answer = await ask(tools, 'wecom', withToken(tools, '/cgi-bin/kf/add_contact_way'), {
      open_kfid: settings.openKfId,
      scene: SCENE,
    })
    if (answer && isStale(answer)) throw new StaleToken()
    const url = answer && textOf(answer.url)
    return url ? `${url}${url.includes('?') ? '&' : '?'}scene_param=${encodeURIComponent(code)}` : null
  },
}

/** Only links with a scene of their own may carry a parameter. */
const SCENE = 'baton'

function fileData({ type, bytes }: OutgoingFile, locale: Locale): Data {
  if (/^image\/(jpeg|png)$/.test(type) && bytes <= 10 * MB) return { as: 'file', type: 'image' }
  if (type === 'audio/amr' && bytes <= 2 * MB) return { as: 'file', type: 'voice' }
  if (type === 'video/mp4' && bytes <= 10 * MB) return { as: 'file', type: 'video' }
  return bytes > 5 && bytes <= 20 * MB ? { as: 'file', type: 'file' } : { as: 'link', locale }
}

const isRefused = (body: Body | { refused: Fields | null }): body is { refused: Fields | null } => 'refused' in body
type Body = { msgtype: string; [type: string]: unknown }

/** What is posted, beside whom it goes to. `refused`: a file could not be put there. */
async function bodyOf({ data, file }: Part, tools: Tools): Promise<Body | { refused: Fields | null }> {
  const each = data as Data
  switch (each.as) {
    case 'text':
      return { msgtype: 'text', text: { content: each.text } }
    case 'menu':
      return {
        msgtype: 'msgmenu',
        msgmenu: {
          head_content: each.head,
          list: each.items.map((click) => ({ type: 'click', click })),
          ...(each.tail !== '' && { tail_content: each.tail }),
        },
      }
    case 'place': {
      const { latitude, longitude, name } = each.place
      return { msgtype: 'location', location: { latitude, longitude, ...(name !== undefined && { name }) } }
    }
    case 'link':
    case 'file': {
      if (!file) throw new Error('a part that is a file has none')
      if (each.as === 'link') {
        return { msgtype: 'text', text: { content: fileWords(file.name, await tools.fileUrl(file), each.locale) } }
      }
      const answer = await upload(tools, 'wecom', each.type, file)
      const mediaId = answer && textOf(answer.media_id)
      return mediaId ? { msgtype: each.type, [each.type]: { media_id: mediaId } } : { refused: answer }
    }
  }
}

/** https://developer.work.weixin.qq.com/document/path/90313 */
function sentOf(answer: Fields | null, msgid: string): Sent {
  if (!answer) return LATER
  const code = errorOf(answer)
  if (isStale(answer)) return { as: 'stale_token' }
  // It was sent before, and the answer was lost on its way. The vendor has no number of its own for that.
  const says = textOf(answer.errmsg) ?? ''
  const isAgain = /msg_?id/i.test(says) && /dup|repeat|exist/i.test(says)
  if (code === 0 || (isAgain && msgid !== '')) return { as: 'sent', id: msgid }
  const failed = (reason: DeliveryReason): Sent => ({
    as: 'failed',
    reason,
    ...saying(refusalOf(answer)),
  })
  switch (code) {
    case -1:
    case 6000:
      return LATER
    case 45009:
    case 45033:
      return { as: 'later', retryAfterMs: 60_000, isOverload: true }
    case 95001:
      return failed('quota_spent')
    // Too late, or the conversation is over: either way the customer has to write first.
    case 95002:
    case 95013:
    case 95018:
      return failed('window_closed')
    case 95000:
    case 95004:
      return failed('account_gone')
    case 40003:
    case 40096:
      return failed('unknown_address')
    // The app may not: not enabled for this account, or not from this machine.
    case 40013:
    case 48002:
    case 60020:
    case 95011:
    case 95012:
    case 95017:
      return failed('credentials')
    default:
      return failed('rejected')
  }
}
