import type { Locale } from '@baton/protocol'
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
import { utf8Bytes } from './split-text.ts'
import { ask, download, errorOf, isStale, refusalOf, upload, withToken } from './wechat-api.ts'
import { given, MOST_BYTES, type Ours, openBody, openEcho, plainEcho } from './wechat-callback.ts'
import { seal, signatureOf } from './wechat-crypto.ts'
import { heardBy } from './wechat-messages.ts'
import { fileWords, placeWords, TEXT_BYTES, type Words, wordsOf } from './wechat-words.ts'
import { elementsOf, xmlOf } from './wechat-xml.ts'

type Mine = Account<'wechat'>

/** What a part is. A file that WeChat does not take is a link to it. */
type Data = Words | { as: 'file'; type: 'image' | 'voice' } | { as: 'link'; locale: Locale }

const MB = 1024 * 1024
const CODE_MS = 15 * 60_000

const oursOf = ({ secrets, settings }: Mine): Ours => ({
  tokens: given(secrets.token),
  aesKeys: given(secrets.aesKey),
  receiver: settings.appId,
})

/** 微信公众号 in 安全模式; what comes in the clear is refused. `docs/channels.md` names the page of every rule. */
export const wechat: Channel<'wechat'> = {
  kind: 'wechat',
  maxBytes: MOST_BYTES,
  // WeChat waits five seconds. An answer that is ready at once costs no message of the quota; nobody waits longer for one.
  passiveMs: 400,

  async verify(knock, account): Promise<Verified> {
    const ours = oursOf(account)
    if (knock.method === 'GET') {
      const echo = knock.query.has('msg_signature') ? openEcho(knock, ours) : plainEcho(knock, ours)
      return echo === null ? { as: 'refused' } : { as: 'answer', type: 'text/plain', body: echo }
    }
    const opened = openBody(knock, ours)
    return opened ? { as: 'payload', payload: opened.text } : { as: 'refused' }
  },

  normalise: heardBy,

  fitsPassive: ({ text, options, files, place, template }) =>
    !place && !template && options.length === 0 && files.length === 0 && text !== '' && utf8Bytes(text) <= TEXT_BYTES,

  async accepted(passive, knock, account) {
    const opened = passive && openBody(knock, oursOf(account))
    const asked = opened && elementsOf(opened.text)
    if (!passive || !opened || !asked) return { type: 'text/plain', body: 'success' }
    const now = Math.floor(knock.now / 1_000)
    const reply = xmlOf({
      ToUserName: asked.get('FromUserName') ?? '',
      FromUserName: asked.get('ToUserName') ?? '',
      CreateTime: now,
      MsgType: 'text',
      Content: passive.text,
    })
    const { token, aesKey } = opened.pair
    const sealed = seal(reply, aesKey, account.settings.appId, crypto.getRandomValues(new Uint8Array(16)))
    const nonce = String(crypto.getRandomValues(new Uint32Array(1))[0])
    return {
      type: 'application/xml',
      body: xmlOf({
        Encrypt: sealed,
        MsgSignature: signatureOf(token, String(now), nonce, sealed),
        TimeStamp: now,
        Nonce: nonce,
      }),
    }
  },

  parts({ text, options, files, place, locale }: Outgoing): Part[] {
    const data: Data[] = wordsOf(text, options, locale)
    return [
      ...data.map((each) => ({ data: each })),
      ...files.map((file) => ({ data: fileData(file, locale), file })),
      ...(place ? [{ data: { as: 'text', text: placeWords(place) } satisfies Data }] : []),
    ]
  },

  async send(part, to, _account, tools): Promise<Sent> {
    if (tools.token === null) return { as: 'failed', reason: 'credentials' }
    const body = await bodyOf(part, tools)
    if ('refused' in body) return sentOf(body.refused)
    return sentOf(
      await ask(tools, 'wechat', withToken(tools, '/cgi-bin/message/custom/send'), { touser: to.address, ...body }),
    )
  },

  media: (ref, _account, tools) => download(tools, 'wechat', ref),

  async signal(what, to, _account, tools): Promise<void> {
    if (what !== 'typing' || tools.token === null) return
    await ask(tools, 'wechat', withToken(tools, '/cgi-bin/message/custom/typing'), {
      touser: to.address,
      command: 'Typing',
    })
  },

  async fetchToken({ settings, secrets }, tools) {
    for (const secret of given(secrets.appSecret)) {
      const answer = await ask(tools, 'wechat', '/cgi-bin/stable_token', {
        grant_type: 'client_credential',
        appid: settings.appId,
        secret,
      })
      const token = answer && textOf(answer.access_token)
      if (token) return { token, forMs: secondsOf(answer) * 1_000 }
      if (!answer || isBusy(errorOf(answer))) throw new Error('WeChat gives no token at the moment')
    }
    return null
  },

  async link(code, _account, tools): Promise<string | null> {
    const answer = await ask(tools, 'wechat', withToken(tools, '/cgi-bin/qrcode/create'), {
      expire_seconds: CODE_MS / 1_000,
      action_name: 'QR_STR_SCENE',
      action_info: { scene: { scene_str: code } },
    })
    if (answer && isStale(answer)) throw new StaleToken()
    return (answer && textOf(answer.url)) ?? null
  },
}

function fileData({ type, bytes }: OutgoingFile, locale: Locale): Data {
  if (/^image\/(jpeg|png|gif)$/.test(type) && bytes <= 10 * MB) return { as: 'file', type: 'image' }
  if (/^audio\/(amr|mpeg)$/.test(type) && bytes <= 2 * MB) return { as: 'file', type: 'voice' }
  return { as: 'link', locale }
}

/** What is posted, beside whom it goes to. `refused`: a file could not be put there. */
async function bodyOf({ data, file }: Part, tools: Tools): Promise<object | { refused: Fields | null }> {
  const each = data as Data
  if (each.as === 'text') return { msgtype: 'text', text: { content: each.text } }
  if (each.as === 'menu') {
    const { head, items, tail } = each
    return { msgtype: 'msgmenu', msgmenu: { head_content: head, list: items, tail_content: tail } }
  }
  if (!file) throw new Error('a part that is a file has none')
  if (each.as === 'link') {
    return { msgtype: 'text', text: { content: fileWords(file.name, await tools.fileUrl(file), each.locale) } }
  }
  const answer = await upload(tools, 'wechat', each.type, file)
  const id = answer && textOf(answer.media_id)
  return id ? { msgtype: each.type, [each.type]: { media_id: id } } : { refused: answer }
}

const isBusy = (code: number): boolean => code === -1 || code === 45009 || code === 45011

/** https://developers.weixin.qq.com/doc/offiaccount/Getting_Started/Global_Return_Code.html */
function sentOf(answer: Fields | null): Sent {
  if (!answer) return LATER
  const code = errorOf(answer)
  if (isStale(answer)) return { as: 'stale_token' }
  switch (code) {
    case 0:
      return { as: 'sent', id: null }
    case -1:
      return LATER
    // The day's calls, and the minute's.
    case 45009:
      return { as: 'later', retryAfterMs: 15 * 60_000, isOverload: true }
    case 45011:
      return { as: 'later', retryAfterMs: 60_000, isOverload: true }
    case 45015:
      return { as: 'failed', reason: 'window_closed' }
    case 45047:
      return { as: 'failed', reason: 'quota_spent' }
    // Does not follow, is on the list of the unwanted, or takes no messages.
    case 43004:
    case 43019:
    case 48002:
      return { as: 'failed', reason: 'blocked' }
    case 40003:
      return { as: 'failed', reason: 'unknown_address' }
    // The app may not, or not from this machine.
    case 40013:
    case 40125:
    case 40164:
    case 48001:
    case 48004:
      return { as: 'failed', reason: 'credentials', ...saying(refusalOf(answer)) }
    default:
      return { as: 'failed', reason: 'rejected', ...saying(refusalOf(answer)) }
  }
}

const secondsOf = (answer: Fields): number => (typeof answer.expires_in === 'number' ? answer.expires_in : 0)
