import type { AccountOf, Said } from '@baton/testing/vendors'
import { describe, expect, it } from 'vitest'
import { accountOf, fileOf, knockOf, outgoing, toolsOf } from '../testing/adapters.ts'
import { behave, handshakeOf, sentBy, signed } from '../testing/vendors.ts'
import { type Account, type Inbound, type Outgoing, type Sent, StaleToken, type To, type Tools } from './channel.ts'
import { wecom } from './wecom.ts'

/** Every test has a company of its own, so that nothing one says is heard by another. */
const typed = (number: number): AccountOf => ({
  corpId: `wwcorp${number}`,
  openKfId: `wkdesk${number}`,
  token: 'TokenOfTheShop2',
  aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  secret: 'a-secret-of-wecom-tests',
})
const FROM = 'wmHanMeimei'
const UUID = '0d9a3c6e-7c39-4f0b-9d43-0e2f4a6b8c1d'

/** A place to keep the cursor, as the room of channels is. */
function cursorOf(start: string | null = 'at_0') {
  const kept = { at: start, moves: [] as [string | null, string][] }
  const tools: Pick<Tools, 'cursor' | 'moveCursor'> = {
    cursor: async () => kept.at,
    moveCursor: async (from, to) => {
      kept.moves.push([from, to])
      if (kept.at === from) kept.at = to
    },
  }
  return { kept, tools }
}

async function toolsWith(account: Account<'wecom'>, cursor = cursorOf().tools): Promise<Tools> {
  const fetched = await wecom.fetchToken?.(account, toolsOf())
  return { ...toolsOf(fetched?.token ?? null), ...cursor }
}

/** What comes of a knock: verified, fetched, understood. */
async function heard(who: AccountOf, said: Said[], cursor = cursorOf().tools): Promise<Inbound[]> {
  const account = accountOf('wecom', who)
  const [request] = await signed('wecom', who, said)
  const verified = request && (await wecom.verify(knockOf(request), account))
  if (verified?.as !== 'payload') throw new Error('it was not believed')
  const all: Inbound[] = []
  for await (const bit of wecom.pull?.(verified.payload, account, await toolsWith(account, cursor)) ?? []) {
    all.push(...wecom.normalise(bit, account))
  }
  return all
}

async function deliver(who: AccountOf, what: Partial<Outgoing>, to: Partial<To> = {}, tools?: Tools): Promise<Sent[]> {
  const account = accountOf('wecom', who)
  const given = tools ?? (await toolsWith(account))
  const all: Sent[] = []
  for (const part of wecom.parts(outgoing(what), account)) {
    all.push(await wecom.send(part, { key: crypto.randomUUID(), address: FROM, ...to }, account, given))
  }
  return all
}

const bodies = async (who: AccountOf, path = '/cgi-bin/kf/send_msg') =>
  (await sentBy(who.openKfId ?? '')).filter((each) => each.path === path).map(({ body }) => body)

describe('verify', () => {
  it('answers the handshake with what was sealed, and nobody who only looks like it', async () => {
    const who = typed(1)
    const account = accountOf('wecom', who)
    const asked = await handshakeOf('wecom', who)
    expect(await wecom.verify(knockOf(asked), account)).toEqual({
      as: 'answer',
      type: 'text/plain',
      body: asked.expects.body,
    })
    for (const change of [{ msg_signature: 'a'.repeat(40) }, { nonce: '7' }, { timestamp: '1' }, { echostr: 'x' }]) {
      const knock = knockOf({ ...asked, query: { ...asked.query, ...change } })
      expect(await wecom.verify(knock, account), JSON.stringify(change)).toEqual({ as: 'refused' })
    }
    expect(await wecom.verify(knockOf(asked), accountOf('wecom', { ...who, corpId: 'wwother' }))).toEqual({
      as: 'refused',
    })
  })

  it('T-23: believes no changed body, no plain one, and no other company’s', async () => {
    const who = typed(2)
    const account = accountOf('wecom', who)
    const [request] = await signed('wecom', who, [{ from: FROM, text: '在吗' }])
    if (!request) throw new Error('nothing was signed')
    expect((await wecom.verify(knockOf(request), account)).as).toBe('payload')
    const plain = '<xml><Event>kf_msg_or_event</Event><Token>t</Token></xml>'
    for (const body of [plain, '', request.body.replace(/(Encrypt><!\[CDATA\[)./, '$1x')]) {
      expect(await wecom.verify(knockOf({ ...request, body }), account)).toEqual({ as: 'refused' })
    }
    expect(await wecom.verify(knockOf(request), accountOf('wecom', { ...who, corpId: 'wwother' }))).toEqual({
      as: 'refused',
    })
  })
})

describe('pull', () => {
  it('fetches from where it was, and moves on once what there was is kept', async () => {
    const who = typed(10)
    const { kept, tools } = cursorOf()
    expect(await heard(who, [{ from: FROM, id: 'm1', text: '第一句' }], tools)).toHaveLength(1)
    expect(kept).toEqual({ at: 'at_1', moves: [['at_0', 'at_1']] })
    const more: Said[] = [
      { from: FROM, id: 'm2', text: '第二句' },
      { from: FROM, id: 'm3', text: '第三句' },
    ]
    expect(await heard(who, more, tools)).toMatchObject([{ text: '第二句' }, { text: '第三句' }])
    expect(kept.at).toBe('at_3')
    // A knock that comes again has nothing new, and nothing moves.
    expect(await heard(who, [], tools)).toEqual([])
    expect(kept.moves).toHaveLength(2)
  })

  it('a page that could not be kept is fetched again', async () => {
    const who = typed(11)
    const account = accountOf('wecom', who)
    const { kept, tools } = cursorOf()
    const [request] = await signed('wecom', who, [{ from: FROM, id: 'm1', text: '别丢了我' }])
    const verified = request && (await wecom.verify(knockOf(request), account))
    if (verified?.as !== 'payload' || !wecom.pull) throw new Error('it was not believed')
    const keep = async () => {
      for await (const _bit of wecom.pull?.(verified.payload, account, await toolsWith(account, tools)) ?? []) {
        throw new Error('storage is full')
      }
    }
    await expect(keep()).rejects.toThrow('storage is full')
    expect(kept.moves).toEqual([])
    expect(await heard(who, [], tools)).toMatchObject([{ id: 'm1', text: '别丢了我' }])
  })

  it('goes through all pages, each kept before the next', async () => {
    const who = typed(12)
    const { kept, tools } = cursorOf()
    const many = Array.from({ length: 1_001 }, (_, n): Said => ({ from: FROM, id: `m${n}`, text: `第${n}句` }))
    const all = await heard(who, many, tools)
    expect(all).toHaveLength(1_001)
    expect(kept.moves).toEqual([
      ['at_0', 'at_1000'],
      ['at_1000', 'at_1001'],
    ])
  })

  it('when an account is connected, what was said before is not new', async () => {
    const who = typed(13)
    const said: Said[] = [
      { from: FROM, id: 'm1', text: '昨天的事', at: Date.now() - 86_400_000 },
      { from: FROM, id: 'm2', text: '现在的事' },
    ]
    expect(await heard(who, said, cursorOf(null).tools)).toMatchObject([{ id: 'm2' }])
  })

  it('nor is it new to whoever goes on with it, after a crash or meanwhile', async () => {
    const who = typed(16)
    const account = accountOf('wecom', who)
    const { kept, tools } = cursorOf(null)
    const old = Array.from(
      { length: 2_000 },
      (_, n): Said => ({ from: FROM, id: `m${n}`, text: '昨天的事', at: Date.now() - 86_400_000 }),
    )
    const said = await signed('wecom', who, [...old, { from: FROM, id: 'new', text: '现在的事' }])
    const verified = said[0] && (await wecom.verify(knockOf(said[0]), account))
    if (verified?.as !== 'payload' || !wecom.pull) throw new Error('it was not believed')
    let pages = 0
    const crash = async () => {
      for await (const _bit of wecom.pull?.(verified.payload, account, await toolsWith(account, tools)) ?? []) {
        pages += 1
        if (pages === 2) throw new Error('it went down')
      }
    }
    await expect(crash()).rejects.toThrow('it went down')
    expect(kept.at).toMatch(/^until:\d+ at_1000$/)
    expect(await heard(who, [], tools)).toMatchObject([{ id: 'new' }])
    // Then all of it is news.
    expect(kept.at).toBe('at_2001')
  })

  it('of other desks of the company nothing is fetched', async () => {
    const who = typed(14)
    const other = accountOf('wecom', { ...who, openKfId: 'wkanother' })
    const [request] = await signed('wecom', who, [{ from: FROM, text: '在吗' }])
    const verified = request && (await wecom.verify(knockOf(request), other))
    if (verified?.as !== 'payload' || !wecom.pull) throw new Error('it was not believed')
    const bits: string[] = []
    for await (const bit of wecom.pull(verified.payload, other, await toolsWith(other))) bits.push(bit)
    expect(bits).toEqual([])
  })

  it('says so when the token is refused, and fails while the vendor is down', async () => {
    const who = typed(15)
    const account = accountOf('wecom', who)
    const { kept, tools } = cursorOf()
    const [request] = await signed('wecom', who, [{ from: FROM, text: '在吗' }])
    const verified = request && (await wecom.verify(knockOf(request), account))
    const given = await toolsWith(account, tools)
    const pull = async () => {
      if (verified?.as !== 'payload') return
      for await (const _bit of wecom.pull?.(verified.payload, account, given) ?? []) expect.unreachable()
    }
    await behave({ for: who.openKfId ?? '', mode: 'down', times: 1 })
    await expect(pull()).rejects.toThrow('no messages')
    await behave({ for: who.openKfId ?? '', mode: 'unauthorised', times: 1 })
    await expect(pull()).rejects.toThrow(StaleToken)
    expect(kept.moves).toEqual([])
    expect(await heard(who, [], tools)).toMatchObject([{ text: '在吗' }])
  })
})

describe('normalise', () => {
  it('words, pictures, voice, videos, files, places, links, what was tapped', async () => {
    const media = (kind: 'image' | 'voice' | 'video' | 'file') => ({ kind, type: 'image/jpeg', base64: btoa('bytes') })
    const base = { open_kfid: 'wkdesk20', external_userid: FROM, send_time: Math.floor(Date.now() / 1_000), origin: 3 }
    const all = await heard(typed(20), [
      { from: FROM, id: 'm1', text: '你好，我想退货' },
      { from: FROM, media: media('image') },
      { from: FROM, media: media('voice') },
      { from: FROM, media: media('video') },
      { from: FROM, media: media('file') },
      { from: FROM, place: { latitude: 22.5, longitude: 114, name: '深圳市' } },
      {
        raw: {
          ...base,
          msgid: 'm7',
          msgtype: 'link',
          link: { title: '商品', desc: '热水壶', url: 'https://shop.example/1' },
        },
      },
      { raw: { ...base, msgid: 'm8', msgtype: 'text', text: { content: '退货', menu_id: 'say:我要退货' } } },
      { raw: { ...base, msgid: 'm9', msgtype: 'text', text: { content: '满意', menu_id: '101' } } },
    ])
    const ref = expect.any(String)
    const at = expect.any(Number)
    expect(all[0]).toEqual({
      kind: 'message',
      id: 'm1',
      from: { address: FROM },
      text: '你好，我想退货',
      media: [],
      at,
    })
    expect(all.slice(1)).toMatchObject([
      { text: '', media: [{ kind: 'image', ref }] },
      { text: '', media: [{ kind: 'voice', ref }] },
      { text: '', media: [{ kind: 'video', ref }] },
      { text: '', media: [{ kind: 'file', ref }] },
      { text: '', place: { latitude: 22.5, longitude: 114, name: '深圳市' } },
      { text: '商品\n热水壶\nhttps://shop.example/1' },
      { text: '我要退货' },
      { text: '满意' },
    ])
  })

  it('whoever comes in by a link brings its code, and can be welcomed for a moment', async () => {
    const at = Date.now()
    const [first] = await heard(typed(21), [{ from: FROM, code: 'K7QM2X', at }])
    expect(first).toEqual({
      ...{ kind: 'message', id: expect.any(String), from: { address: FROM }, text: '', media: [], code: 'K7QM2X' },
      at: Math.floor(at / 1_000) * 1_000,
      replyWith: { token: expect.any(String), until: Math.floor(at / 1_000) * 1_000 + 20_000 },
    })
  })

  it('tells what failed after it was taken, and why', async () => {
    const failures = [0, 1, 4, 5, 6, 10, 99].map(
      (error): Said => ({ from: FROM, receipt: 'failed', ids: [`x${error}`], error }),
    )
    expect(
      (await heard(typed(22), failures)).map((each) => (each.kind === 'receipt' ? [each.of, each.reason] : each)),
    ).toEqual([
      [{ ids: ['x0'] }, 'rejected'],
      [{ ids: ['x1'] }, 'account_gone'],
      [{ ids: ['x4'] }, 'window_closed'],
      [{ ids: ['x5'] }, 'window_closed'],
      [{ ids: ['x6'] }, 'quota_spent'],
      [{ ids: ['x10'] }, 'blocked'],
      [{ ids: ['x99'] }, 'rejected'],
    ])
  })

  it('leaves out what others said, and what it does not understand', async () => {
    const base = {
      msgid: 'm',
      open_kfid: 'wkdesk23',
      external_userid: FROM,
      send_time: 2e9,
      origin: 3,
      msgtype: 'text',
    }
    const text = { content: '你好' }
    const raws: object[] = [
      { ...base, text, origin: 5 },
      { ...base, text, open_kfid: 'wkother' },
      { ...base, text, external_userid: undefined },
      { ...base, text: null },
      { ...base, msgtype: 'meeting' },
      { ...base, msgtype: 'location', location: { latitude: 200, longitude: 0 } },
      {
        ...base,
        origin: 4,
        msgtype: 'event',
        event: { event_type: 'enter_session', open_kfid: 'wkdesk23', external_userid: FROM },
      },
      { ...base, origin: 4, msgtype: 'event', event: { event_type: 'user_recall_msg', recall_msgid: 'm' } },
    ]
    expect(
      await heard(
        typed(23),
        raws.map((raw) => ({ raw })),
      ),
    ).toEqual([])
    const account = accountOf('wecom', typed(23))
    for (const payload of ['', '{}', '[]', 'null', '{"since":0,"messages":[null,1,"x",{}]}']) {
      expect(wecom.normalise(payload, account)).toEqual([])
    }
  })
})

describe('send', () => {
  it('words above a list, files, a place, each by an id of ours', async () => {
    const who = typed(30)
    await heard(who, [{ from: FROM, text: '你好' }])
    const files = [
      fileOf({ name: '照片.jpg', type: 'image/jpeg' }),
      fileOf({ name: '录像.mp4', type: 'video/mp4' }),
      fileOf({ name: '发票.pdf' }),
    ]
    const place = { latitude: 22.5, longitude: 114, name: '门店' }
    const options = [{ label: '查订单', text: '我想查订单' }]
    const sent = await deliver(who, { text: '请看', locale: 'zh-CN', options, files, place })
    expect(sent).toEqual(new Array(5).fill({ as: 'sent', id: expect.stringMatching(/^[0-9a-f]{32}$/) }))
    const to = { touser: FROM, open_kfid: 'wkdesk30', msgid: expect.any(String) }
    const media_id = expect.any(String)
    expect(await bodies(who)).toEqual([
      {
        ...{ ...to, msgtype: 'msgmenu' },
        msgmenu: {
          head_content: '请看',
          list: [{ type: 'click', click: { id: 'say:我想查订单', content: '查订单' } }],
        },
      },
      { ...to, msgtype: 'image', image: { media_id } },
      { ...to, msgtype: 'video', video: { media_id } },
      { ...to, msgtype: 'file', file: { media_id } },
      { ...to, msgtype: 'location', location: place },
    ])
    expect(await heard(who, [{ from: FROM, id: 'tapped', tap: '查订单' }])).toContainEqual(
      expect.objectContaining({ id: 'tapped', text: '我想查订单' }),
    )
  })

  it('the same part again is not said again', async () => {
    const who = typed(31)
    await heard(who, [{ from: FROM, text: '你好' }])
    await behave({ for: who.openKfId ?? '', mode: 'lost', to: FROM, times: 1 })
    expect(await deliver(who, { text: '您好' }, { key: UUID })).toEqual([{ as: 'later', isOverload: false }])
    const id = UUID.replaceAll('-', '')
    expect(await deliver(who, { text: '您好' }, { key: UUID })).toEqual([{ as: 'sent', id }])
    expect((await sentBy(who.openKfId ?? '')).filter(({ id: sent }) => sent === id)).toHaveLength(1)
  })

  it('a welcome goes by its code, before the customer has written', async () => {
    const who = typed(32)
    const [came] = await heard(who, [{ from: FROM, code: 'K7QM2X' }])
    const replyWith = came?.kind === 'message' ? came.replyWith?.token : undefined
    expect(await deliver(who, { text: '欢迎回来' })).toMatchObject([{ as: 'failed', reason: 'window_closed' }])
    expect(await deliver(who, { text: '欢迎回来' }, { ...(replyWith && { replyWith }) })).toMatchObject([
      { as: 'sent' },
    ])
    expect(await bodies(who, '/cgi-bin/kf/send_msg_on_event')).toMatchObject([
      { code: replyWith, msgtype: 'text', text: { content: '欢迎回来' } },
    ])
  })

  it('five messages, and no more until the customer writes; nothing after two days', async () => {
    const who = typed(33)
    await heard(who, [{ from: FROM, text: '你好' }])
    for (let n = 0; n < 5; n += 1) expect(await deliver(who, { text: `第${n}条` })).toMatchObject([{ as: 'sent' }])
    expect(await deliver(who, { text: '第六条' })).toMatchObject([{ as: 'failed', reason: 'quota_spent' }])
    await heard(who, [{ from: FROM, text: '还在吗', at: Date.now() - 49 * 3_600_000 }])
    expect(await deliver(who, { text: '在的' })).toMatchObject([{ as: 'failed', reason: 'window_closed' }])
  })

  it('what will pass is later, what will not has failed', async () => {
    const who = typed(34)
    await heard(who, [{ from: FROM, text: '你好' }])
    const tools = await toolsWith(accountOf('wecom', who))
    const results: [Parameters<typeof behave>[0]['mode'], Sent][] = [
      ['down', { as: 'later', isOverload: false }],
      ['rate_limited', { as: 'later', retryAfterMs: 60_000, isOverload: true }],
      ['unknown_address', { as: 'failed', reason: 'unknown_address', text: '40096 invalid external userid' }],
      ['rejected', { as: 'failed', reason: 'rejected', text: '40058 content exceed max length 2048' }],
    ]
    for (const [mode, expected] of results) {
      await behave({ for: who.openKfId ?? '', mode, times: 1 })
      expect(await deliver(who, { text: '您好' }, {}, tools), mode).toEqual([expected])
    }
    await behave({ for: who.openKfId ?? '', mode: 'unauthorised', times: 1 })
    expect(await deliver(who, { text: '您好' }, {}, tools)).toEqual([{ as: 'stale_token' }])
    expect(await deliver(who, { text: '您好' }, {}, { ...tools, token: null })).toEqual([
      { as: 'failed', reason: 'credentials' },
    ])
  })

  it('one who takes no messages is told of afterwards', async () => {
    const who = typed(35)
    await heard(who, [{ from: FROM, text: '你好' }])
    await behave({ for: who.openKfId ?? '', mode: 'blocked', to: FROM, times: 1 })
    const [sent] = await deliver(who, { text: '您好' })
    const told = await heard(who, [])
    expect(told).toContainEqual({
      ...{ kind: 'receipt', from: { address: FROM }, state: 'failed', reason: 'blocked' },
      of: { ids: [sent?.as === 'sent' ? sent.id : ''] },
    })
  })

  it('a file of text is the file, whatever it says', async () => {
    const who = typed(37)
    const account = accountOf('wecom', who)
    for (const [type, text] of [
      ['text/plain', '收货地址：人民路 1 号'],
      ['application/json', '{"errcode":40001}'],
    ] as const) {
      const media = {
        kind: 'file' as const,
        type,
        base64: btoa(String.fromCharCode(...new TextEncoder().encode(text))),
      }
      const message = (await heard(who, [{ from: FROM, media }])).at(-1)
      const ref = message?.kind === 'message' ? (message.media[0]?.ref ?? '') : ''
      const found = await wecom.media?.(ref, account, await toolsWith(account))
      expect([found?.status, await found?.text()]).toEqual([200, text])
    }
  })

  it('a long text is cut by bytes', async () => {
    const who = typed(36)
    await heard(who, [{ from: FROM, text: '你好' }])
    expect(await deliver(who, { text: '一二三四五六七八九。'.repeat(100) })).toMatchObject([
      { as: 'sent' },
      { as: 'sent' },
    ])
  })
})

describe('besides', () => {
  it('a token for the right secret, and none for a wrong one', async () => {
    const who = typed(40)
    await signed('wecom', who, [])
    expect(await wecom.fetchToken?.(accountOf('wecom', who), toolsOf())).toEqual({
      token: expect.any(String),
      forMs: 7_200_000,
    })
    expect(await wecom.fetchToken?.(accountOf('wecom', { ...who, secret: 'not-the-secret' }), toolsOf())).toBeNull()
    await behave({ for: who.openKfId ?? '', mode: 'down', times: 1 })
    await expect(wecom.fetchToken?.(accountOf('wecom', who), toolsOf())).rejects.toThrow('no token')
  })

  it('a link with a code; the bytes of what a message brought', async () => {
    const who = typed(41)
    const media = { kind: 'file' as const, type: 'application/pdf', base64: btoa('bytes') }
    const [message] = await heard(who, [{ from: FROM, media }])
    const account = accountOf('wecom', who)
    const tools = await toolsWith(account)
    expect(await wecom.link?.('K7QM2X', account, tools)).toMatch(
      /^https:\/\/work\.weixin\.qq\.com\/kf\/.*&scene_param=K7QM2X$/,
    )
    const ref = message?.kind === 'message' ? (message.media[0]?.ref ?? '') : ''
    const found = await wecom.media?.(ref, account, tools)
    expect((await found?.bytes())?.length).toBe(5)
    expect((await wecom.media?.('nothing', account, tools))?.status).toBe(404)
    expect((await wecom.media?.(ref, account, toolsOf('stale')))?.status).toBe(401)
  })
})
