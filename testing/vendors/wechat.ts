import { createHash, randomBytes, randomInt } from 'node:crypto'
import { type Context, Hono } from 'hono'
import WXBizMsgCrypt from 'wechat-crypto'
import type { AccountOf, Mode, Said, SaidMessage, WebhookRequest } from './control.ts'
import { bodyOf, broken, isMessage, keptOf, type Stage, type Vendor } from './stage.ts'
import { elementIn, xmlOf } from './xml.ts'

/** How the API refuses: https://developers.weixin.qq.com/doc/offiaccount/Getting_Started/Global_Return_Code.html. */
const REFUSALS: Partial<Record<Mode, [code: number, message: string]>> = {
  rate_limited: [45009, 'reach max api daily quota limit'],
  blocked: [43004, 'require subscribe'],
  unknown_address: [40003, 'invalid openid'],
  window_closed: [45015, 'response out of time limit or subscription is canceled'],
  rejected: [45002, 'content size out of limit'],
}

const HOURS_48 = 48 * 3_600_000
/** After 用户发送消息. */
const QUOTA = 5
const TEXT_BYTES = 2_048

/** What the vendor knows of somebody who follows an account, or did. */
interface Person {
  follows: boolean
  heardAt: number
  left: number
  /** Of the lists they were sent: the id of what a row says. */
  menu: Map<string, string>
}

interface Known {
  appId: string
  appSecret: string | undefined
  crypto: WXBizMsgCrypt
}

type Fields = Record<string, unknown>
type Refused = readonly [code: number, message: string]

/** 微信公众号 in 安全模式: what it sends is signed and sealed by `wechat-crypto`, and so is what it reads. */
export function wechat(stage: Stage): Vendor {
  const place = new WeChat(stage)
  const app = new Hono()
  app.post('/cgi-bin/stable_token', (c) => place.giveToken(c))
  app.post('/cgi-bin/message/custom/send', (c) => place.call(c, (appId, fields) => place.send(appId, fields)))
  app.post('/cgi-bin/message/custom/typing', (c) => place.call(c, () => ({})))
  app.post('/cgi-bin/qrcode/create', (c) => place.call(c, (_appId, fields) => qrOf(fields)))
  app.post('/cgi-bin/media/upload', (c) => place.call(c, (_appId, _fields, files) => place.upload(c, files)))
  app.get('/cgi-bin/media/get', (c) => place.call(c, () => place.file(c)))
  // No call of the vendor's: what it makes of an answer to a webhook.
  app.post('/read', async (c) => c.json({ isAccepted: place.reads(200, await c.req.text()) }))
  return {
    name: 'wechat',
    apps: { wechat: app },
    webhooks: (account, said) => said.map((each) => place.webhook(account, each)),
    handshake: (account) => {
      const echostr = String(randomInt(1e9, 2e9))
      const query = { ...signedPlain(account.token ?? ''), echostr }
      return { method: 'GET', query, headers: {}, body: '', expects: { status: 200, body: echostr } }
    },
    // 五秒内收不到响应会断掉连接，并且重新发起请求，总共重试三次
    retriesS: [5, 5],
    timeoutMs: 5_000,
    isAccepted: (status, body) => place.reads(status, body),
  }
}

class WeChat {
  readonly #stage: Stage
  readonly #known = new Map<string, Known>()
  readonly #tokens = new Map<string, string>()
  readonly #people = new Map<string, Person>()

  constructor(stage: Stage) {
    this.#stage = stage
  }

  async giveToken(c: Context): Promise<Response> {
    const { appid = '', secret = '' } = await c.req.json<Record<string, string>>()
    const { mode } = await this.#stage.mood(appid, null)
    const known = this.#known.get(appid)?.appSecret
    const isWrong = known !== undefined && known !== secret
    const token = `stable_${randomBytes(24).toString('base64url')}`
    this.#stage.record({
      ...{ vendor: 'wechat', for: appid, method: 'POST', host: 'wechat', path: '/cgi-bin/stable_token', to: null },
      ...{ body: { appid }, headers: {}, status: mode === 'down' ? 502 : 200, id: null },
    })
    if (mode === 'down') return c.body(null, 502)
    if (isWrong) return c.json({ errcode: 40125, errmsg: 'invalid appsecret' })
    this.#tokens.set(token, appid)
    return c.json({ access_token: token, expires_in: 7_200 })
  }

  /** One call with a token: what it answers unless the account is to be answered otherwise. */
  async call(
    c: Context,
    work: (
      appId: string,
      fields: Fields,
      files: ReadonlyMap<string, File>,
    ) => Promise<Fields | Refused | Response> | Fields | Refused | Response,
  ): Promise<Response> {
    const token = c.req.query('access_token') ?? ''
    const appId = this.#tokens.get(token)
    if (appId === undefined)
      return c.json({ errcode: 40001, errmsg: 'invalid credential, access_token is invalid or not latest' })
    const { body, files } = await bodyOf(c.req.raw)
    const fields = (typeof body === 'object' && body ? body : {}) as Fields
    const to = typeof fields.touser === 'string' ? fields.touser : null
    const { mode } = await this.#stage.mood(appId, to)
    if (mode === 'unauthorised') this.#tokens.delete(token)
    const refusal: Refused | undefined = mode === 'unauthorised' ? [42001, 'access_token expired'] : REFUSALS[mode]
    const answer =
      mode === 'down' ? new Response(null, { status: 502 }) : (refusal ?? (await work(appId, fields, files)))
    const refused = isRefused(answer) ? answer : null
    this.#stage.record({
      ...{
        vendor: 'wechat',
        for: appId,
        method: c.req.method,
        host: 'wechat',
        path: c.req.path.replace('/wechat', ''),
      },
      ...{
        to,
        body,
        headers: {},
        status: refused?.[0] ?? (answer instanceof Response ? answer.status : 200),
        id: null,
      },
    })
    if (mode === 'lost') return broken()
    if (answer instanceof Response) return answer
    return c.json(refused ? { errcode: refused[0], errmsg: refused[1] } : { errcode: 0, errmsg: 'ok', ...answer })
  }

  send(appId: string, fields: Fields): Fields | Refused {
    const to = String(fields.touser ?? '')
    const person = this.#people.get(`${appId} ${to}`)
    if (!/^o[\w-]{3,}$/.test(to)) return [40003, 'invalid openid']
    if (person && !person.follows) return [43004, 'require subscribe']
    const wrong = this.#wrongIn(fields)
    if (wrong) return wrong
    if (!person || Date.now() - person.heardAt > HOURS_48) return [45015, 'response out of time limit']
    if (person.left <= 0) return [45047, 'out of response count limit']
    person.left -= 1
    const { list = [] } = (fields.msgmenu ?? {}) as { list?: { id: string; content: string }[] }
    for (const { id, content } of list) person.menu.set(content, id)
    return {}
  }

  #wrongIn(fields: Fields): Refused | null {
    const type = String(fields.msgtype)
    const body = fields[type] as Record<string, unknown> | undefined
    switch (type) {
      case 'text': {
        const content = String(body?.content ?? '')
        if (content === '') return [44004, 'empty content']
        return Buffer.byteLength(content) > TEXT_BYTES ? [45002, 'content size out of limit'] : null
      }
      case 'msgmenu': {
        const list = body?.list as { id?: string; content?: string }[] | undefined
        if (!list?.length || list.some(({ id, content }) => !id || !content)) return [47001, 'data format error']
        return Buffer.byteLength(String(body?.head_content)) > TEXT_BYTES ? [45002, 'content size out of limit'] : null
      }
      case 'image':
      case 'voice':
        return this.#stage.kept(String(body?.media_id)) ? null : [40007, 'invalid media_id']
      default:
        return [40008, 'invalid message type']
    }
  }

  async upload(c: Context, files: ReadonlyMap<string, File>): Promise<Fields | Refused> {
    const type = c.req.query('type') ?? ''
    const file = files.get('media')
    if (!file) return [41005, 'media data missing']
    const most = type === 'image' ? 10 : 2
    if (file.size > most * 1024 * 1024) return [40006, 'invalid meida size']
    const id = this.#stage.keep({ bytes: await file.bytes(), type: file.type, name: file.name })
    return { type, media_id: id, created_at: Math.floor(Date.now() / 1_000) }
  }

  file(c: Context): Response | Refused {
    const kept = this.#stage.kept(c.req.query('media_id') ?? '')
    if (!kept) return [40007, 'invalid media_id']
    const disposition = `attachment; filename="${c.req.query('media_id')}"`
    return new Response(Uint8Array.from(kept.bytes), {
      headers: { 'content-type': kept.type, 'content-disposition': disposition },
    })
  }

  /** What came back for a webhook. An answer in it is opened and kept like anything that was sent. */
  reads(status: number, body: string): boolean {
    if (status !== 200) return false
    if (body === '' || body === 'success') return true
    const [sealed, signature, time, nonce] = ['Encrypt', 'MsgSignature', 'TimeStamp', 'Nonce'].map(
      (name) => elementIn(body, name) ?? '',
    ) as [string, string, string, string]
    const opened = [...this.#known.values()]
      .filter(({ crypto }) => crypto.getSignature(time, nonce, sealed) === signature)
      .map(({ appId, crypto }) => ({ appId, ...crypto.decrypt(sealed) }))
      .find(({ appId, id }) => appId === id)
    if (!opened) return false
    const { message, id } = opened
    const [to, type, content] = ['ToUserName', 'MsgType', 'Content'].map((name) => elementIn(message, name) ?? '') as [
      string,
      string,
      string,
    ]
    if (type !== 'text' || !this.#people.has(`${id} ${to}`)) return false
    if (content === '' || Buffer.byteLength(content) > TEXT_BYTES) return false
    this.#stage.record({
      ...{ vendor: 'wechat', for: id, method: 'PASSIVE', host: 'wechat', path: '/', to },
      ...{ body: { msgtype: 'text', text: { content } }, headers: {}, status: 200, id: null },
    })
    return true
  }

  webhook(account: AccountOf, said: Said): WebhookRequest {
    const { token = '', aesKey = '', appId = '' } = account
    const crypto = new WXBizMsgCrypt(token, aesKey, appId)
    this.#known.set(appId, { appId, appSecret: account.appSecret, crypto })
    const plain = xmlOf({ ToUserName: 'gh_of_the_shop', ...this.#elementsOf(appId, said) })
    const sealed = crypto.encrypt(plain)
    const query = signedPlain(token)
    return {
      method: 'POST',
      query: {
        ...query,
        ...('from' in said && { openid: said.from }),
        encrypt_type: 'aes',
        msg_signature: crypto.getSignature(query.timestamp, query.nonce, sealed),
      },
      headers: { 'content-type': 'text/xml' },
      body: xmlOf({ ToUserName: 'gh_of_the_shop', Encrypt: sealed }),
    }
  }

  #elementsOf(appId: string, said: Said): Record<string, string | number> {
    if ('raw' in said) return said.raw as Record<string, string | number>
    const person = this.#personOf(appId, said.from)
    const base = { FromUserName: said.from, CreateTime: Math.floor((('at' in said && said.at) || Date.now()) / 1_000) }
    const event = (Event: string, EventKey = '') => ({ ...base, MsgType: 'event', Event, EventKey })
    // 关注公众号, 扫描二维码: three messages, for a minute.
    const greeted = () => Object.assign(person, { follows: true, heardAt: Date.now(), left: Math.max(person.left, 3) })
    if (!isMessage(said)) {
      if (!('standing' in said)) throw new Error('WeChat tells neither receipts nor typing')
      if (said.standing === 'open') greeted()
      else person.follows = false
      return event(person.follows ? 'subscribe' : 'unsubscribe')
    }
    if (said.code !== undefined) {
      const wasFollowing = person.follows
      greeted()
      return wasFollowing ? event('SCAN', said.code) : event('subscribe', `qrscene_${said.code}`)
    }
    Object.assign(person, { follows: true, heardAt: said.at ?? Date.now(), left: QUOTA })
    const MsgId = said.id ?? `2${randomInt(1e12, 9e12)}`
    return { ...base, ...this.#messageOf(said, person), MsgId: /^\d{1,15}$/.test(MsgId) ? Number(MsgId) : MsgId }
  }

  #messageOf(said: SaidMessage, person: Person): Record<string, string | number> {
    if (said.tap !== undefined) {
      return { MsgType: 'text', Content: said.tap, bizmsgmenuid: person.menu.get(said.tap) ?? '1' }
    }
    if (said.place) {
      const { latitude, longitude, name = '' } = said.place
      return { MsgType: 'location', Location_X: latitude, Location_Y: longitude, Scale: 16, Label: name }
    }
    if (!said.media) return { MsgType: 'text', Content: said.text ?? '' }
    const MediaId = this.#stage.keep(keptOf(said.media))
    switch (said.media.kind) {
      case 'image':
      case 'sticker':
        return { MsgType: 'image', PicUrl: `http://mmbiz.qpic.cn/${MediaId}/0`, MediaId }
      case 'voice':
        return { MsgType: 'voice', MediaId, Format: 'amr', ...(said.text !== undefined && { Recognition: said.text }) }
      case 'video':
        return { MsgType: 'video', MediaId, ThumbMediaId: MediaId }
      case 'file':
        throw new Error('WeChat gives no files to an official account')
    }
  }

  #personOf(appId: string, openId: string): Person {
    const key = `${appId} ${openId}`
    const known = this.#people.get(key) ?? { follows: false, heardAt: 0, left: 0, menu: new Map() }
    this.#people.set(key, known)
    return known
  }
}

const isRefused = (answer: Fields | Refused | Response): answer is Refused => Array.isArray(answer)

function signedPlain(token: string): { signature: string; timestamp: string; nonce: string } {
  const [timestamp, nonce] = [String(Math.floor(Date.now() / 1_000)), String(randomInt(1e8, 1e9))]
  return {
    signature: createHash('sha1').update([token, timestamp, nonce].sort().join('')).digest('hex'),
    timestamp,
    nonce,
  }
}

function qrOf({ action_name: name, action_info: info, expire_seconds: seconds }: Fields): Fields | Refused {
  const { scene_str: scene = '' } = (info as { scene?: { scene_str?: string } } | undefined)?.scene ?? {}
  if (name !== 'QR_STR_SCENE' || scene.length < 1 || scene.length > 64) return [40097, 'invalid args']
  return { ticket: 'gQH47joAAAAAAAAA', expire_seconds: seconds, url: `http://weixin.qq.com/q/${scene}` }
}
