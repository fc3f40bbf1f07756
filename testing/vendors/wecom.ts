import { randomBytes, randomInt } from 'node:crypto'
import { decrypt, encrypt, getSignature } from '@wecom/crypto'
import { type Context, Hono } from 'hono'
import type { AccountOf, Mode, Said, SaidMessage, WebhookRequest } from './control.ts'
import { bodyOf, broken, isMessage, keptOf, type Stage, type Vendor } from './stage.ts'
import { xmlOf } from './xml.ts'

/** How the API refuses: https://developer.work.weixin.qq.com/document/path/90313. */
const REFUSALS: Partial<Record<Mode, Refused>> = {
  rate_limited: [45009, 'api freq out of limit'],
  unknown_address: [40096, 'invalid external userid'],
  window_closed: [95002, 'send msg out of time limit'],
  rejected: [40058, 'content exceed max length 2048'],
}

const HOURS_48 = 48 * 3_600_000
const QUOTA = 5

type Fields = Record<string, unknown>
type Refused = readonly [code: number, message: string]

/** One 客服账号, with everything it has to fetch. */
interface Desk {
  corpId: string
  secret: string | undefined
  messages: Fields[]
  callbackTokens: Set<string>
  people: Map<string, { heardAt: number; left: number; menu: Map<string, string> }>
  sent: Set<string>
  welcomes: Set<string>
}

/** 微信客服 of 企业微信. Its callback is signed and sealed by `@wecom/crypto`; what it is about is fetched. */
export function wecom(stage: Stage): Vendor {
  const place = new WeCom(stage)
  const app = new Hono()
  app.get('/cgi-bin/gettoken', (c) => place.giveToken(c))
  app.post('/cgi-bin/kf/sync_msg', (c) => place.call(c, (desk, fields) => sync(desk, fields)))
  app.post('/cgi-bin/kf/send_msg', (c) => place.call(c, (desk, fields) => place.send(desk, fields)))
  app.post('/cgi-bin/kf/send_msg_on_event', (c) => place.call(c, (desk, fields) => place.welcome(desk, fields)))
  app.post('/cgi-bin/kf/add_contact_way', (c) =>
    place.call(c, (_desk, { open_kfid: id }) => ({ url: `https://work.weixin.qq.com/kf/kfc${id}?enc_scene=ENC` })),
  )
  app.post('/cgi-bin/media/upload', (c) => place.call(c, (_desk, _fields, files) => place.upload(files)))
  app.get('/cgi-bin/media/get', (c) => place.call(c, () => place.file(c)))
  return {
    name: 'wecom',
    apps: { wecom: app },
    webhooks: (account, said) => [place.webhook(account, said)],
    handshake: (account) => {
      const echo = String(randomInt(1e9, 2e9))
      const { token = '', aesKey = '', corpId = '' } = account
      const query = signed(token, encrypt(aesKey, echo, corpId))
      return { method: 'GET', query, headers: {}, body: '', expects: { status: 200, body: echo } }
    },
    // 企业微信服务器在五秒内收不到响应会断掉连接，并且重新发起请求，总共重试三次
    retriesS: [5, 5],
    timeoutMs: 5_000,
    isAccepted: (status) => status === 200,
  }
}

class WeCom {
  readonly #stage: Stage
  readonly #desks = new Map<string, Desk>()
  /** A token is a company's. */
  readonly #tokens = new Map<string, string>()

  constructor(stage: Stage) {
    this.#stage = stage
  }

  async giveToken(c: Context): Promise<Response> {
    const { corpid = '', corpsecret = '' } = c.req.query()
    const desks = [...this.#desks].filter(([, each]) => each.corpId === corpid)
    const secrets = desks.flatMap(([, { secret }]) => secret ?? [])
    const id = desks.find(([, { secret }]) => secret === corpsecret)?.[0] ?? desks[0]?.[0] ?? corpid
    const { mode } = await this.#stage.mood(id, null)
    this.#stage.record({
      ...{ vendor: 'wecom', for: id, method: 'GET', host: 'wecom', path: '/cgi-bin/gettoken', to: null },
      ...{ body: null, headers: {}, status: mode === 'down' ? 502 : 200, id: null },
    })
    if (mode === 'down') return c.body(null, 502)
    if (secrets.length > 0 && !secrets.includes(corpsecret)) {
      return c.json({ errcode: 40001, errmsg: 'invalid credential' })
    }
    const token = randomBytes(24).toString('base64url')
    this.#tokens.set(token, corpid)
    return c.json({ errcode: 0, errmsg: 'ok', access_token: token, expires_in: 7_200 })
  }

  async call(
    c: Context,
    work: (
      desk: Desk,
      fields: Fields,
      files: ReadonlyMap<string, File>,
    ) => Promise<Fields | Refused> | Fields | Refused | Response,
  ): Promise<Response> {
    const token = c.req.query('access_token') ?? ''
    const corpId = this.#tokens.get(token)
    if (corpId === undefined) return c.json({ errcode: 40014, errmsg: 'invalid access_token' })
    const { body, files } = await bodyOf(c.req.raw)
    const fields = (typeof body === 'object' && body ? body : {}) as Fields
    const id = this.#deskIn(corpId, fields)
    const desk = this.#deskOf({ corpId, openKfId: id })
    const to = typeof fields.touser === 'string' ? fields.touser : null
    const { mode } = await this.#stage.mood(id, to)
    if (mode === 'unauthorised') this.#tokens.delete(token)
    const refusal: Refused | undefined = mode === 'unauthorised' ? [42001, 'access_token expired'] : REFUSALS[mode]
    const answer =
      mode === 'down' ? new Response(null, { status: 502 }) : (refusal ?? (await work(desk, fields, files)))
    const refused = isRefused(answer) ? answer : null
    const sent = answer instanceof Response || refused ? null : (answer as Fields).msgid
    // It is taken all the same, and fails after.
    if (mode === 'blocked' && typeof sent === 'string' && to !== null) desk.messages.push(failure(id, to, sent, 10))
    this.#stage.record({
      ...{ vendor: 'wecom', for: id, method: c.req.method, host: 'wecom', path: c.req.path.replace('/wecom', ''), to },
      ...{ body, headers: {}, status: refused?.[0] ?? (answer instanceof Response ? answer.status : 200) },
      id: typeof sent === 'string' ? sent : null,
    })
    if (mode === 'lost') return broken()
    if (answer instanceof Response) return answer
    return c.json(refused ? { errcode: refused[0], errmsg: refused[1] } : { errcode: 0, errmsg: 'ok', ...answer })
  }

  send(desk: Desk, fields: Fields): Fields | Refused {
    const person = desk.people.get(String(fields.touser))
    if (!person) return [40096, 'invalid external userid']
    const wrong = this.#wrongIn(desk, fields)
    if (wrong) return wrong
    if (Date.now() - person.heardAt > HOURS_48) return [95002, 'send msg out of time limit']
    if (person.left <= 0) return [95001, 'send msg count limit']
    person.left -= 1
    const { list = [] } = (fields.msgmenu ?? {}) as { list?: { click?: { id: string; content: string } }[] }
    for (const { click } of list) if (click) person.menu.set(click.content, click.id)
    return { msgid: idOf(desk, fields) }
  }

  welcome(desk: Desk, fields: Fields): Fields | Refused {
    if (!desk.welcomes.delete(String(fields.code))) return [95007, 'invalid msg code']
    return this.#wrongIn(desk, fields) ?? { msgid: idOf(desk, fields) }
  }

  #wrongIn(desk: Desk, fields: Fields): Refused | null {
    const type = String(fields.msgtype)
    const body = fields[type] as Record<string, unknown> | undefined
    const id = fields.msgid
    if (id !== undefined) {
      if (typeof id !== 'string' || !/^[0-9a-zA-Z_-]*$/.test(id)) return [40058, 'msgid invalid']
      if (id.length > 32) return [40058, 'msgid exceed max length 32']
      if (desk.sent.has(id)) return [40058, 'msgid duplicate']
    }
    const isLong = (text: unknown, most: number) => Buffer.byteLength(String(text ?? '')) > most
    switch (type) {
      case 'text':
        if (!body?.content) return [40058, 'content missing']
        return isLong(body.content, 2_048) ? [40058, 'content exceed max length 2048'] : null
      case 'msgmenu': {
        const list = (body?.list ?? []) as { type?: string; click?: { id?: string; content?: string } }[]
        if (list.length > 10) return [95008, 'menu item count exceed']
        const isWrong = list.some(
          (each) =>
            each.type !== 'click' ||
            !each.click?.content ||
            isLong(each.click.content, 128) ||
            isLong(each.click.id, 128),
        )
        if (isWrong) return [95009, 'menu item invalid']
        return isLong(body?.head_content, 1_024) || isLong(body?.tail_content, 1_024)
          ? [40058, 'content exceed max length 1024']
          : null
      }
      case 'image':
      case 'voice':
      case 'video':
      case 'file':
        return this.#stage.kept(String(body?.media_id)) ? null : [40007, 'invalid media_id']
      case 'location':
        return typeof body?.latitude === 'number' && typeof body.longitude === 'number'
          ? null
          : [40058, 'location missing']
      default:
        return [40008, 'invalid message type']
    }
  }

  async upload(files: ReadonlyMap<string, File>): Promise<Fields | Refused> {
    const file = files.get('media')
    if (!file || file.size <= 5) return [40006, 'invalid media size']
    if (file.size > 20 * 1024 * 1024) return [40006, 'invalid media size']
    return { media_id: this.#stage.keep({ bytes: await file.bytes(), type: file.type, name: file.name }) }
  }

  file(c: Context): Response | Refused {
    const kept = this.#stage.kept(c.req.query('media_id') ?? '')
    if (!kept) return [40007, 'invalid media_id']
    const disposition = `attachment; filename="${c.req.query('media_id')}"`
    return new Response(Uint8Array.from(kept.bytes), {
      headers: { 'content-type': kept.type, 'content-disposition': disposition },
    })
  }

  /** One knock, however much there is to be fetched. */
  webhook(account: AccountOf, said: Said[]): WebhookRequest {
    const { token = '', aesKey = '', corpId = '', openKfId = '' } = account
    const desk = this.#deskOf(account)
    for (const each of said) this.#put(desk, openKfId, each)
    const callbackToken = `ENC${randomBytes(18).toString('base64url')}`
    desk.callbackTokens.add(callbackToken)
    const plain = xmlOf({
      ToUserName: corpId,
      CreateTime: Math.floor(Date.now() / 1_000),
      MsgType: 'event',
      Event: 'kf_msg_or_event',
      Token: callbackToken,
      OpenKfId: openKfId,
    })
    const sealed = encrypt(aesKey, plain, corpId)
    if (decrypt(aesKey, sealed).id !== corpId) throw new Error('the library does not open what it sealed')
    const { echostr: _none, ...query } = signed(token, sealed)
    const body = xmlOf({ ToUserName: corpId, AgentID: '1000002', Encrypt: sealed })
    return { method: 'POST', query, headers: { 'content-type': 'text/xml' }, body }
  }

  #deskOf({ corpId = '', secret, openKfId = '' }: AccountOf): Desk {
    const known = this.#desks.get(openKfId)
    const desk = known ?? {
      ...{ corpId, secret, messages: [], callbackTokens: new Set<string>(), people: new Map() },
      ...{ sent: new Set<string>(), welcomes: new Set<string>() },
    }
    desk.secret = secret ?? desk.secret
    this.#desks.set(openKfId, desk)
    return desk
  }

  /** Which one a call is about. A file is anybody's. */
  #deskIn(corpId: string, { open_kfid: named, code }: Fields): string {
    const desks = [...this.#desks].filter(([, each]) => each.corpId === corpId)
    const welcoming = desks.find(([, { welcomes }]) => welcomes.has(String(code)))
    return typeof named === 'string' ? named : (welcoming?.[0] ?? desks[0]?.[0] ?? corpId)
  }

  #put(desk: Desk, openKfId: string, said: Said): void {
    if ('raw' in said) {
      desk.messages.push(said.raw as Fields)
      return
    }
    if (!isMessage(said)) {
      if (!('receipt' in said)) throw new Error('WeCom tells neither typing nor who has left')
      for (const id of said.ids ?? []) desk.messages.push(failure(openKfId, said.from, id, said.error ?? 0))
      return
    }
    const msgid = said.id ?? randomBytes(18).toString('base64url')
    // It is in the list once, however often it is told of.
    if (desk.messages.some((each) => each.msgid === msgid)) return
    const sendTime = Math.floor((said.at ?? Date.now()) / 1_000)
    const person = desk.people.get(said.from) ?? { heardAt: 0, left: 0, menu: new Map<string, string>() }
    desk.people.set(said.from, person)
    if (said.code !== undefined) {
      const code = randomBytes(12).toString('base64url')
      desk.welcomes.add(code)
      const event = { event_type: 'enter_session', open_kfid: openKfId, external_userid: said.from, scene: 'baton' }
      desk.messages.push({
        ...{ msgid, send_time: sendTime, origin: 4, msgtype: 'event' },
        event: { ...event, scene_param: said.code, welcome_code: code },
      })
      return
    }
    Object.assign(person, { heardAt: said.at ?? Date.now(), left: QUOTA })
    desk.messages.push({
      ...{ msgid, open_kfid: openKfId, external_userid: said.from, send_time: sendTime, origin: 3 },
      ...this.#messageOf(said, person.menu),
    })
  }

  #messageOf(said: SaidMessage, menu: ReadonlyMap<string, string>): Fields {
    if (said.tap !== undefined) {
      return { msgtype: 'text', text: { content: said.tap, menu_id: menu.get(said.tap) ?? '1' } }
    }
    if (said.place) {
      const { name = '', ...degrees } = said.place
      return { msgtype: 'location', location: { ...degrees, name, address: '' } }
    }
    if (!said.media) return { msgtype: 'text', text: { content: said.text ?? '' } }
    const kind = said.media.kind === 'sticker' ? 'image' : said.media.kind
    return { msgtype: kind, [kind]: { media_id: this.#stage.keep(keptOf(said.media)) } }
  }
}

/** What is new since a cursor, which is how many there were. */
function sync(desk: Desk, { cursor, token, limit = 1_000 }: Fields): Fields | Refused {
  if (typeof token === 'string' && token !== '' && !desk.callbackTokens.has(token)) return [95007, 'invalid msg token']
  if (cursor !== undefined && !/^at_\d+$/.test(String(cursor))) return [40058, 'cursor invalid']
  const from = cursor === undefined ? 0 : Number(String(cursor).slice(3))
  const page = desk.messages.slice(from, from + Math.min(Number(limit), 1_000))
  const next = from + page.length
  return { next_cursor: `at_${next}`, has_more: next < desk.messages.length ? 1 : 0, msg_list: page }
}

const isRefused = (answer: Fields | Refused | Response): answer is Refused => Array.isArray(answer)

const failure = (openKfId: string, to: string, msgid: string, type: number): Fields => ({
  ...{ msgid: randomBytes(18).toString('base64url'), send_time: Math.floor(Date.now() / 1_000), origin: 4 },
  msgtype: 'event',
  event: {
    ...{ event_type: 'msg_send_fail', open_kfid: openKfId, external_userid: to },
    ...{ fail_msgid: msgid, fail_type: type },
  },
})

function idOf(desk: Desk, { msgid }: Fields): string {
  const id = typeof msgid === 'string' ? msgid : randomBytes(12).toString('base64url')
  desk.sent.add(id)
  return id
}

function signed(token: string, sealed: string): Record<string, string> {
  const [timestamp, nonce] = [String(Math.floor(Date.now() / 1_000)), String(randomInt(1e8, 1e9))]
  return { msg_signature: getSignature(token, timestamp, nonce, sealed), timestamp, nonce, echostr: sealed }
}
