import type { Option } from '@baton/protocol'
import { CHANNELS } from '@baton/protocol'
import type { AccountOf, Said, WebhookRequest } from '@baton/testing/vendors'
import { describe, expect, inject, it } from 'vitest'
import { accountOf, fileOf, heardIn, knockOf, outgoing, toolsOf } from '../testing/adapters.ts'
import { behave, handshakeOf, sentBy, signed } from '../testing/vendors.ts'
import type { Account, Inbound, Outgoing, Sent, Tools } from './channel.ts'
import { StaleToken } from './channel.ts'
import { wechat } from './wechat.ts'

/** Every test has an account of its own, so that nothing one says is heard by another. */
const typed = (number: number): AccountOf => ({
  appId: `wx${number.toString(16).padStart(16, '0')}`,
  token: 'TokenOfTheShop1',
  aesKey: 'bAZC8S8nz5fcQ0Ui2HxQVGbC6FzyrzWKSuDbmzpBo3G',
  appSecret: 'an-app-secret-of-tests',
})
const FROM = 'oLiLei_00000000000000000001'
const option = (text: string): Option => ({ label: text, text })

const heard = async (who: AccountOf, ...said: Said[]): Promise<Inbound[]> => {
  const requests = await signed('wechat', who, said)
  const all = await Promise.all(requests.map((request) => heardIn(wechat, request, accountOf('wechat', who))))
  return all.flatMap((each) => each ?? [])
}

async function toolsWith(account: Account<'wechat'>): Promise<Tools> {
  const fetched = await wechat.fetchToken?.(account, toolsOf())
  return toolsOf(fetched?.token ?? null)
}

async function deliver(who: AccountOf, what: Partial<Outgoing>, address = FROM, tools?: Tools): Promise<Sent[]> {
  const account = accountOf('wechat', who)
  const given = tools ?? (await toolsWith(account))
  const all: Sent[] = []
  for (const part of wechat.parts(outgoing(what), account)) {
    all.push(await wechat.send(part, { key: crypto.randomUUID(), address }, account, given))
  }
  return all
}

const bodies = async (who: AccountOf) =>
  (await sentBy(who.appId ?? '')).filter(({ path }) => path === '/cgi-bin/message/custom/send').map(({ body }) => body)

describe('verify', () => {
  it('answers the handshake, and nobody who only looks like it', async () => {
    const who = typed(1)
    const account = accountOf('wechat', who)
    const asked = await handshakeOf('wechat', who)
    expect(await wechat.verify(knockOf(asked), account)).toEqual({
      as: 'answer',
      type: 'text/plain',
      body: asked.expects.body,
    })
    const wrong: Record<string, string>[] = [
      { signature: 'a'.repeat(40) },
      { timestamp: '1' },
      { nonce: '7' },
      { echostr: '<script>alert(1)</script>' },
      { signature: '' },
    ]
    for (const change of wrong) {
      const knock = knockOf({ ...asked, query: { ...asked.query, ...change } })
      expect(await wechat.verify(knock, account), JSON.stringify(change)).toEqual({ as: 'refused' })
    }
  })

  it('T-23: believes what is signed and sealed, and nothing else', async () => {
    const who = typed(2)
    const account = accountOf('wechat', who)
    const [request] = await signed('wechat', who, [{ from: FROM, text: '我的订单到哪了？' }])
    if (!request) throw new Error('nothing was signed')
    expect(await heardIn(wechat, request, account)).toHaveLength(1)
    const { msg_signature: signature = '', ...query } = request.query
    const body = request.body
    const refused: Record<string, WebhookRequest> = {
      'no signature': { ...request, query },
      'an empty one': { ...request, query: { ...query, msg_signature: '' } },
      'another case': { ...request, query: { ...query, msg_signature: signature.toUpperCase() } },
      'a short one': { ...request, query: { ...query, msg_signature: signature.slice(1) } },
      'the signature that does not cover the body': {
        ...request,
        query: { ...query, msg_signature: query.signature ?? '' },
      },
      'another body': { ...request, body: body.replace(/(Encrypt><!\[CDATA\[)./, '$1x') },
      'plain text': {
        ...request,
        query,
        body: '<xml><FromUserName>oLiLei</FromUserName><MsgType>text</MsgType><Content>hi</Content><MsgId>1</MsgId></xml>',
      },
      'no body': { ...request, body: '' },
      'an old time': { ...request, query: { ...request.query, timestamp: '1700000000' } },
      'a time that is none': { ...request, query: { ...request.query, timestamp: 'now' } },
    }
    for (const [what, each] of Object.entries(refused)) {
      expect(await wechat.verify(knockOf(each), account), what).toEqual({ as: 'refused' })
    }
    const twice = knockOf(request)
    twice.query.append('msg_signature', signature)
    expect(await wechat.verify(twice, account)).toEqual({ as: 'refused' })
    const later = { ...knockOf(request), now: Date.now() + 3_600_000 }
    expect(await wechat.verify(later, account)).toEqual({ as: 'refused' })
    expect(await wechat.verify(knockOf(request), accountOf('wechat', typed(3)))).toEqual({ as: 'refused' })
  })

  it('T-25: a document type, a big one, one message within another: not even opened', async () => {
    const who = typed(4)
    const [request] = await signed('wechat', who, [{ from: FROM, text: '你好' }])
    if (!request) throw new Error('nothing was signed')
    for (const body of [
      `<!DOCTYPE xml>${request.body}`,
      `<!ENTITY a "b">${request.body}`,
      request.body.replace('</xml>', '<Encrypt>again</Encrypt></xml>'),
      request.body.replace('</xml>', ' ]]></xml>'),
      request.body.replace('</xml>', `<A>${'a'.repeat(10 * 1024 * 1024)}</A></xml>`),
    ]) {
      expect(await wechat.verify(knockOf({ ...request, body }), accountOf('wechat', who))).toEqual({ as: 'refused' })
    }
  })

  it('T-26: a thousand changed ciphertexts are answered alike', async () => {
    const who = typed(5)
    const account = accountOf('wechat', who)
    const [request] = await signed('wechat', who, [{ from: FROM, text: '你好' }])
    if (!request) throw new Error('nothing was signed')
    const sealed = /Encrypt><!\[CDATA\[([^\]]+)/.exec(request.body)?.[1] ?? ''
    const answers = new Set<string>()
    for (let n = 0; n < 1_000; n += 1) {
      const at = (n * 37) % sealed.length
      const other = sealed[at] === 'A' ? 'B' : 'A'
      const changed = n % 10 === 0 ? sealed.slice(0, at) : `${sealed.slice(0, at)}${other}${sealed.slice(at + 1)}`
      const body = request.body.replace(sealed, changed)
      answers.add(JSON.stringify(await wechat.verify(knockOf({ ...request, body }), account)))
    }
    expect([...answers]).toEqual(['{"as":"refused"}'])
  })

  it('takes the secrets before while they are good', async () => {
    const who = typed(6)
    const [request] = await signed('wechat', who, [{ from: FROM, text: '你好' }])
    const now = accountOf('wechat', { ...who, token: 'AnotherToken99', aesKey: 'a'.repeat(43) })
    const { token, aesKey } = accountOf('wechat', who).secrets
    const rotating: Account<'wechat'> = {
      ...now,
      secrets: { ...now.secrets, token: [now.secrets.token[0], token[0]], aesKey: [now.secrets.aesKey[0], aesKey[0]] },
    }
    if (!request) throw new Error('nothing was signed')
    expect(await heardIn(wechat, request, now)).toBeNull()
    expect(await heardIn(wechat, request, rotating)).toHaveLength(1)
    // And the answer is sealed with what the vendor still has.
    const reply = await wechat.accepted?.(outgoing({ text: '您好' }), knockOf(request), rotating)
    expect(await read(reply?.body ?? '')).toBe(true)
  })
})

/** Whether the vendor makes something of an answer. */
async function read(body: string): Promise<boolean> {
  const { wechat: host } = JSON.parse(inject('channelHosts')) as { wechat: string }
  const answer = await fetch(`${host}/read`, { method: 'POST', body })
  return (await answer.json<{ isAccepted: boolean }>()).isAccepted
}

describe('normalise', () => {
  it('words, by their id', async () => {
    expect(
      await heard(typed(10), { from: FROM, id: '23456789012345', text: '我的订单 <b>到哪了</b> ]]> & ？' }),
    ).toEqual([
      {
        kind: 'message',
        id: '23456789012345',
        from: { address: FROM },
        text: '我的订单 <b>到哪了</b> ]]> & ？',
        media: [],
        at: expect.any(Number),
      },
    ])
  })

  it('pictures, voice with what it says, videos, places, links', async () => {
    const media = (kind: 'image' | 'voice' | 'video') => ({ kind, type: 'image/jpeg', base64: btoa('bytes') })
    const all = await heard(
      typed(11),
      { from: FROM, media: media('image') },
      { from: FROM, media: media('voice'), text: '我要退货' },
      { from: FROM, media: media('voice') },
      { from: FROM, media: media('video') },
      { from: FROM, place: { latitude: 23.1, longitude: 113.3, name: '广州市天河区' } },
      {
        raw: {
          ...{ FromUserName: FROM, CreateTime: 1_700_000_000, MsgType: 'link', MsgId: 77 },
          ...{ Title: '公众平台官网链接', Description: '公众平台', Url: 'https://mp.weixin.qq.com' },
        },
      },
    )
    const ref = expect.any(String)
    expect(all).toMatchObject([
      { text: '', media: [{ kind: 'image', ref }] },
      { text: '我要退货', media: [{ kind: 'voice', ref }] },
      { text: '', media: [{ kind: 'voice', ref }] },
      { text: '', media: [{ kind: 'video', ref }] },
      { text: '', media: [], place: { latitude: 23.1, longitude: 113.3, name: '广州市天河区' } },
      { text: '公众平台官网链接\n公众平台\nhttps://mp.weixin.qq.com', media: [] },
    ])
  })

  it('who comes, who goes, and the code of a picture that was scanned', async () => {
    const who = typed(12)
    const from = { address: FROM }
    const at = expect.any(Number)
    expect(await heard(who, { from: FROM, standing: 'open' })).toEqual([
      { kind: 'standing', from, standing: 'open', at },
    ])
    expect(await heard(who, { from: FROM, standing: 'blocked' })).toEqual([
      { kind: 'standing', from, standing: 'blocked', at },
    ])
    const [first, code] = await heard(who, { from: FROM, code: 'K7QM2X' })
    expect([first, code]).toMatchObject([
      { kind: 'standing', standing: 'open' },
      { kind: 'message', text: '', code: 'K7QM2X' },
    ])
    const again = await heard(who, { from: FROM, code: 'K7QM2X' })
    expect(again).toMatchObject([{ kind: 'message', text: '', code: 'K7QM2X' }])
    // Nothing of who it is shows in the id.
    expect(JSON.stringify(again.map((each) => 'id' in each && each.id))).not.toContain('LiLei')
  })

  it('an event that comes again has the id it had', async () => {
    const raw = { FromUserName: FROM, CreateTime: 1_700_000_000, MsgType: 'event', Event: 'CLICK', EventKey: '查订单' }
    const [first] = await heard(typed(13), { raw })
    const [again] = await heard(typed(13), { raw })
    const [other] = await heard(typed(13), { raw: { ...raw, CreateTime: 1_700_000_001 } })
    expect(first).toEqual(again)
    expect(first).toMatchObject({ kind: 'message', text: '查订单' })
    expect(other).not.toEqual(first)
  })

  it('leaves out what it does not understand', async () => {
    const base = { FromUserName: FROM, CreateTime: 1_700_000_000, MsgId: 1 }
    expect(
      await heard(
        typed(14),
        { raw: { ...base, MsgType: 'shortvideo_of_tomorrow' } },
        { raw: { ...base, MsgType: 'event', Event: 'VIEW', EventKey: 'https://shop.example' } },
        { raw: { ...base, MsgType: 'event', Event: 'SCAN', EventKey: '有毒的码' } },
        { raw: { ...base, MsgType: 'location', Location_X: 'nowhere', Location_Y: '7' } },
        { raw: { MsgType: 'text', Content: 'from nobody', MsgId: 1 } },
        { raw: { FromUserName: FROM, MsgType: 'text', Content: 'without an id' } },
      ),
    ).toEqual([])
    expect(wechat.normalise('{}', accountOf('wechat', typed(14)))).toEqual([])
  })
})

describe('accepted', () => {
  it('an answer is read off the response, whatever it says', async () => {
    const who = typed(20)
    const account = accountOf('wechat', who)
    const [request] = await signed('wechat', who, [{ from: FROM, text: '你好' }])
    if (!request) throw new Error('nothing was signed')
    const text = '您好！订单 ]]> 已发货 & <b>到达</b>'
    const reply = await wechat.accepted?.(outgoing({ text }), knockOf(request), account)
    expect(reply?.type).toBe('application/xml')
    expect(await read(reply?.body ?? '')).toBe(true)
    expect(await sentBy(who.appId ?? '')).toMatchObject([
      { method: 'PASSIVE', to: FROM, body: { text: { content: text } } },
    ])
    const spoilt = (reply?.body ?? '').replace(/(Encrypt><!\[CDATA\[)../, '$1zz')
    expect(await read(spoilt)).toBe(false)
  })

  it('without one it is success', async () => {
    const who = typed(21)
    const [request] = await signed('wechat', who, [{ from: FROM, text: '你好' }])
    if (!request) throw new Error('nothing was signed')
    expect(await wechat.accepted?.(null, knockOf(request), accountOf('wechat', who))).toEqual({
      type: 'text/plain',
      body: 'success',
    })
  })

  it('what is more than a text, or too long, does not fit', () => {
    const fits = (what: Partial<Outgoing>) => wechat.fitsPassive?.(outgoing(what))
    expect(fits({ text: '好'.repeat(682) })).toBe(true)
    expect(fits({ text: '好'.repeat(683) })).toBe(false)
    expect(fits({ text: '' })).toBe(false)
    expect(fits({ text: '好', options: [option('查订单')] })).toBe(false)
    expect(fits({ text: '好', files: [fileOf({})] })).toBe(false)
    expect(fits({ text: '好', place: { latitude: 1, longitude: 2 } })).toBe(false)
  })
})

describe('parts', () => {
  const parts = (what: Partial<Outgoing>) =>
    wechat.parts(outgoing({ locale: 'zh-CN', ...what }), accountOf('wechat', typed(0))).map(({ data }) => data)

  it('a turn of the bot is one message: the list is below what it says', () => {
    expect(parts({ text: '您想做什么？', options: [option('查订单'), option('退货')] })).toEqual([
      {
        as: 'menu',
        head: '您想做什么？',
        items: [
          { id: 'say:查订单', content: '查订单' },
          { id: 'say:退货', content: '退货' },
        ],
        tail: '',
      },
    ])
  })

  it('a text is cut by bytes, and what the desk counts with is never cut', () => {
    const long = '一二三四五六七八九。'.repeat(200)
    const texts = parts({ text: long }) as { text: string }[]
    expect(texts.length).toBe(3)
    expect(texts.map(({ text }) => text).join('')).toBe(long)
    expect(texts.every(({ text }) => new TextEncoder().encode(text).length <= 2_048)).toBe(true)
    expect(parts({ text: '好'.repeat(CHANNELS.wechat.textChars) })).toHaveLength(1)
  })

  it('a long text before a list: only its last part is above the list', () => {
    const long = '一二三四五六七八九。'.repeat(60)
    const [first, second, ...more] = parts({ text: long, options: [option('好的')] }) as {
      as: string
      head?: string
      text?: string
    }[]
    expect([first?.as, second?.as, more]).toEqual(['text', 'menu', []])
    expect(`${first?.text}${second?.head}`).toBe(long)
  })

  it('more choices than fit are words, and a choice that says something long is chosen by what it shows', () => {
    const many = Array.from({ length: 12 }, (_, n) => option(`第${n + 1}件商品`))
    expect(parts({ text: '哪一件？', options: many })).toMatchObject([{ tail: '· 第11件商品\n· 第12件商品' }])
    const long = { label: '退货', text: '我想把上周买的那件东西退掉，因为它到的时候已经坏了' }
    expect(parts({ text: '？', options: [long] })).toMatchObject([{ items: [{ id: '1', content: '退货' }] }])
  })

  it('what WeChat does not take is a link', () => {
    const files = [
      fileOf({ name: '照片.jpg', type: 'image/jpeg' }),
      fileOf({ name: '大图.png', type: 'image/png', bytes: 11 * 1024 * 1024 }),
      fileOf({ name: '说明.pdf' }),
    ]
    expect(parts({ text: '', files })).toEqual([
      { as: 'file', type: 'image' },
      { as: 'link', locale: 'zh-CN' },
      { as: 'link', locale: 'zh-CN' },
    ])
  })
})

describe('send', () => {
  it('words, a list, a picture, a link to a file, a place', async () => {
    const who = typed(30)
    await heard(who, { from: FROM, text: '你好' })
    const files = [fileOf({ name: '照片.jpg', type: 'image/jpeg' }), fileOf({ name: '发票.pdf' })]
    const sent = await deliver(who, {
      ...{ text: '请看', locale: 'zh-CN', options: [option('查订单')], files },
      place: { latitude: 23.1, longitude: 113.3, name: '门店' },
    })
    expect(sent).toEqual([1, 2, 3, 4].map(() => ({ as: 'sent', id: null })))
    expect(await bodies(who)).toEqual([
      {
        touser: FROM,
        msgtype: 'msgmenu',
        msgmenu: { head_content: '请看', list: [{ id: 'say:查订单', content: '查订单' }], tail_content: '' },
      },
      { touser: FROM, msgtype: 'image', image: { media_id: expect.any(String) } },
      {
        ...{ touser: FROM, msgtype: 'text' },
        text: { content: '文件“发票.pdf”（一小时内可下载）：\nhttps://baton.example/v1/files/file_1' },
      },
      {
        touser: FROM,
        msgtype: 'text',
        text: { content: expect.stringMatching(/^门店\nhttps:\/\/apis\.map\.qq\.com\/uri\/v1\/marker\?marker=coord/) },
      },
    ])
    // What is tapped says what was meant.
    expect(await heard(who, { from: FROM, tap: '查订单' })).toMatchObject([{ text: '查订单' }])
  })

  it('five messages, and no more until the customer writes', async () => {
    const who = typed(31)
    await heard(who, { from: FROM, text: '你好' })
    for (let n = 0; n < 5; n += 1) expect(await deliver(who, { text: `第${n}条` })).toMatchObject([{ as: 'sent' }])
    expect(await deliver(who, { text: '第六条' })).toEqual([{ as: 'failed', reason: 'quota_spent' }])
    await heard(who, { from: FROM, text: '还在吗' })
    expect(await deliver(who, { text: '在的' })).toMatchObject([{ as: 'sent' }])
  })

  it('nothing after two days, nor to somebody who left or is unknown', async () => {
    const who = typed(32)
    await heard(who, { from: FROM, text: '你好', at: Date.now() - 49 * 3_600_000 })
    expect(await deliver(who, { text: '您好' })).toEqual([{ as: 'failed', reason: 'window_closed' }])
    await heard(who, { from: FROM, standing: 'blocked' })
    expect(await deliver(who, { text: '您好' })).toEqual([{ as: 'failed', reason: 'blocked' }])
    expect(await deliver(who, { text: '您好' }, 'nobody')).toEqual([{ as: 'failed', reason: 'unknown_address' }])
  })

  it('a token whose time is over is told, and another one is good', async () => {
    const who = typed(33)
    await heard(who, { from: FROM, text: '你好' })
    const tools = await toolsWith(accountOf('wechat', who))
    await behave({ for: who.appId ?? '', mode: 'unauthorised', times: 1 })
    expect(await deliver(who, { text: '您好' }, FROM, tools)).toEqual([{ as: 'stale_token' }])
    expect(await deliver(who, { text: '您好' }, FROM, tools)).toEqual([{ as: 'stale_token' }])
    expect(await deliver(who, { text: '您好' })).toMatchObject([{ as: 'sent' }])
  })

  it('what will pass is later, what will not has failed', async () => {
    const who = typed(34)
    const key = who.appId ?? ''
    await heard(who, { from: FROM, text: '你好' })
    const tools = await toolsWith(accountOf('wechat', who))
    const results: [Parameters<typeof behave>[0]['mode'], Sent][] = [
      ['down', { as: 'later', isOverload: false }],
      ['lost', { as: 'later', isOverload: false }],
      ['rate_limited', { as: 'later', retryAfterMs: 900_000, isOverload: true }],
      ['blocked', { as: 'failed', reason: 'blocked' }],
      ['window_closed', { as: 'failed', reason: 'window_closed' }],
      ['rejected', { as: 'failed', reason: 'rejected', text: '45002 content size out of limit' }],
    ]
    for (const [mode, expected] of results) {
      await behave({ for: key, mode, times: 1 })
      expect(await deliver(who, { text: '您好' }, FROM, tools), mode).toEqual([expected])
    }
    expect(await deliver(who, { text: '您好' }, FROM, { ...tools, token: null })).toEqual([
      { as: 'failed', reason: 'credentials' },
    ])
    const gone: Tools = { ...tools, fetch: () => Promise.reject(new TypeError('no network')) }
    expect(await deliver(who, { text: '您好' }, FROM, gone)).toEqual([{ as: 'later', isOverload: false }])
  })
})

describe('besides', () => {
  it('a token for the right secret, none for a wrong one, and an error while nobody answers', async () => {
    const who = typed(40)
    await heard(who, { from: FROM, text: '你好' })
    const account = accountOf('wechat', who)
    expect(await wechat.fetchToken?.(account, toolsOf())).toEqual({ token: expect.any(String), forMs: 7_200_000 })
    const wrong = accountOf('wechat', { ...who, appSecret: 'not-the-app-secret' })
    expect(await wechat.fetchToken?.(wrong, toolsOf())).toBeNull()
    await behave({ for: who.appId ?? '', mode: 'down', times: 1 })
    await expect(wechat.fetchToken?.(account, toolsOf())).rejects.toThrow('no token')
    expect(JSON.stringify(await sentBy(who.appId ?? ''))).not.toContain('an-app-secret')
  })

  it('fetches what a message brought', async () => {
    const who = typed(41)
    const media = { kind: 'image' as const, type: 'image/jpeg', base64: btoa('一'.codePointAt(0)?.toString() ?? '') }
    const [message] = await heard(who, { from: FROM, media })
    const ref = message?.kind === 'message' ? (message.media[0]?.ref ?? '') : ''
    const account = accountOf('wechat', who)
    const tools = await toolsWith(account)
    const found = await wechat.media?.(ref, account, tools)
    expect([found?.status, found?.headers.get('content-type'), await found?.text()]).toEqual([
      200,
      'image/jpeg',
      '19968',
    ])
    expect((await wechat.media?.('nothing', account, tools))?.status).toBe(404)
    expect((await wechat.media?.(ref, account, toolsOf('stale')))?.status).toBe(401)
  })

  it('shows that somebody types; has a picture to scan for a code', async () => {
    const who = typed(42)
    const account = accountOf('wechat', who)
    const tools = await toolsWith(account)
    await wechat.signal?.('typing', { address: FROM, key: 'k', lastId: null }, account, tools)
    await wechat.signal?.('read', { address: FROM, key: 'k', lastId: null }, account, tools)
    expect(await wechat.link?.('K7QM2X', account, tools)).toBe('http://weixin.qq.com/q/K7QM2X')
    await expect(wechat.link?.('K7QM2X', account, toolsOf('stale'))).rejects.toThrow(StaleToken)
    const asked = (await sentBy(who.appId ?? '')).map(({ path, body }) => [path, body])
    expect(asked.slice(1)).toEqual([
      ['/cgi-bin/message/custom/typing', { touser: FROM, command: 'Typing' }],
      [
        '/cgi-bin/qrcode/create',
        { expire_seconds: 900, action_name: 'QR_STR_SCENE', action_info: { scene: { scene_str: 'K7QM2X' } } },
      ],
    ])
  })
})
