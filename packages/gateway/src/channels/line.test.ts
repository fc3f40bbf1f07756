import { describe, expect, it } from 'vitest'
import { accountOf, deliver, fileOf, heardIn, knockOf, outgoing, toolsOf } from '../testing/adapters.ts'
import { behave, handshakeOf, sentBy, signed } from '../testing/vendors.ts'
import type { Inbound } from './channel.ts'
import { line } from './line.ts'

const typed = (accessToken: string) => ({ basicId: '@shop', channelSecret: 'line-channel-secret', accessToken })
const account = accountOf('line', typed('line-token-in'))
const LI_LEI = 'U0123456789abcdef0123456789abcdef'

const heard = async (...said: Parameters<typeof signed>[2]): Promise<Inbound[]> => {
  const [request] = await signed('line', typed('line-token-in'), said)
  if (!request) throw new Error('no request')
  return (await heardIn(line, request, account)) ?? []
}

const messagesOf = (data: unknown) => (data as { messages: Record<string, unknown>[] }).messages

describe('verify', () => {
  it('T-23, golden vector: the signature of an empty list of events', async () => {
    const mine = accountOf('line', { ...typed('x'), channelSecret: 'channel-secret' })
    const knock = (signature: string, body = '{"events":[]}') =>
      knockOf({ method: 'POST', query: {}, headers: { 'x-line-signature': signature }, body })
    const golden = 'nENZU9xVqQeZgEX6Nd5huQOCgqTEa5S67sXEhrGuTDk='
    expect(await line.verify(knock(golden), mine)).toEqual({ as: 'payload', payload: '{"events":[]}' })
    for (const wrong of [
      '',
      golden.slice(4),
      golden.toLowerCase(),
      `${golden}, ${golden}`,
      `${golden.slice(0, -1)}`,
      '====',
    ]) {
      expect(await line.verify(knock(wrong), mine), wrong).toEqual({ as: 'refused' })
    }
    expect(await line.verify(knock(golden, '{"events": []}'), mine)).toEqual({ as: 'refused' })
    expect(await line.verify(knock(golden), account)).toEqual({ as: 'refused' })
    expect(await line.verify({ ...knock(golden), headers: new Headers() }, mine)).toEqual({ as: 'refused' })
    const rotated = {
      ...mine,
      secrets: { ...mine.secrets, channelSecret: ['newer-secret', 'channel-secret'] as [string, string] },
    }
    expect((await line.verify(knock(golden), rotated)).as).toBe('payload')
    const without = { ...mine, secrets: { ...mine.secrets, channelSecret: [''] as [string] } }
    expect((await line.verify(knock(golden), without)).as).toBe('refused')
  })

  it('believes what LINE’s own library signs, and the console’s question', async () => {
    expect(await heard({ from: LI_LEI, text: 'hi' })).toHaveLength(1)
    expect(await heardIn(line, await handshakeOf('line', typed('line-token-in')), account)).toEqual([])
  })
})

describe('normalise', () => {
  it('words, with the token that may answer them', async () => {
    const at = Date.now()
    expect(await heard({ from: LI_LEI, id: '01HZX', text: '你好', at })).toEqual([
      {
        kind: 'message',
        at,
        id: '01HZX',
        from: { address: LI_LEI },
        text: '你好',
        media: [],
        readWith: expect.stringMatching(/^read-/),
        replyWith: { token: expect.any(String), until: at + 50_000 },
      },
    ])
  })

  it('what a message brings, and its bytes from LINE', async () => {
    const media = (kind: 'image' | 'file' | 'voice' | 'video' | 'sticker') => ({
      kind,
      type: 'text/plain',
      name: 'a.txt',
      base64: btoa('bytes'),
    })
    const all = await heard(
      ...(['image', 'file', 'voice', 'video', 'sticker'] as const).map((kind) => ({
        from: LI_LEI,
        media: media(kind),
      })),
    )
    const found = all.flatMap((each) => (each.kind === 'message' ? each.media : []))
    expect(found.map(({ kind, name }) => [kind, name])).toEqual([
      ['image', undefined],
      ['file', 'a.txt'],
      ['voice', undefined],
      ['video', undefined],
      ['sticker', undefined],
    ])
    const bytes = await line.media?.(found[0]?.ref ?? '', account, toolsOf())
    expect(await bytes?.text()).toBe('bytes')
    expect((await line.media?.(found[4]?.ref ?? '', account, toolsOf()))?.status).toBe(404)
    expect((await line.media?.('../../elsewhere', account, toolsOf()))?.status).toBe(404)
  })

  it('places, followers, and who has gone', async () => {
    const place = { latitude: 35.65910807942215, longitude: 139.70372892916203, name: 'LY Corporation' }
    expect(
      await heard({ from: LI_LEI, place }, { from: LI_LEI, standing: 'blocked' }, { from: LI_LEI, standing: 'open' }),
    ).toMatchObject([
      { kind: 'message', text: '', place },
      { kind: 'standing', standing: 'blocked' },
      { kind: 'standing', standing: 'open' },
    ])
  })

  it('leaves out groups, standby, what was taken back or changed, and what it does not know', () => {
    const source = { type: 'user', userId: LI_LEI }
    const message = { type: 'text', id: '1', text: 'hi' }
    const event = { type: 'message', webhookEventId: '01A', mode: 'active', source, message }
    const heardOf = (...events: unknown[]) => line.normalise(JSON.stringify({ events }), account)
    expect(heardOf(event)).toHaveLength(1)
    expect(
      heardOf(
        { ...event, source: { type: 'group', groupId: 'C1', userId: LI_LEI } },
        { ...event, mode: 'standby' },
        { ...event, type: 'unsend', unsend: { messageId: '1' } },
        { ...event, type: 'messageEdited' },
        { ...event, message: { type: 'hologram', id: '1' } },
        {
          ...event,
          message: { ...message, type: 'image', contentProvider: { type: 'external', originalContentUrl: 'http://x' } },
        },
        { ...event, message: null },
        { ...event, webhookEventId: 7 },
        null,
        [],
      ),
    ).toEqual([])
    for (const payload of ['', '{', '[]', '{"events":{}}', 'null']) expect(line.normalise(payload, account)).toEqual([])
  })
})

describe('parts and send', () => {
  const option = (label: string, text = label) => ({ label, text })

  it('up to five messages are one request; choices are with the last', () => {
    const [first, second, ...more] = line.parts(
      outgoing({ text: '字'.repeat(5_000 * 5 + 1), options: [option('Yes')] }),
      account,
    )
    expect(more).toEqual([])
    expect(messagesOf(first?.data)).toHaveLength(5)
    expect(first?.data).toMatchObject({ quickReply: null })
    expect(second?.data).toMatchObject({ quickReply: { items: [{ action: { label: 'Yes', text: 'Yes' } }] } })
  })

  it('choices that do not fit are words one can type', () => {
    for (const options of [
      Array.from({ length: 14 }, (_, at) => option(`No ${at}`)),
      [option('A label of more than twenty letters')],
      [option('Long', 'x'.repeat(301))],
    ]) {
      const [part] = line.parts(outgoing({ text: 'Which?', options }), account)
      expect(part?.data).toMatchObject({ quickReply: null })
      expect(messagesOf(part?.data)[0]?.text).toBe(`Which?\n\n${options.map(({ text }) => `– ${text}`).join('\n')}`)
    }
  })

  it('choices alone are said, too', () => {
    const [part] = line.parts(outgoing({ options: [option('Yes'), option('No')] }), account)
    expect(messagesOf(part?.data)).toEqual([{ type: 'text', text: '– Yes\n– No' }])
  })

  it('answers with the token while it is good, once, and pushes after that', async () => {
    const mine = accountOf('line', typed('line-token-reply'))
    const [inbound] = await heard({ from: LI_LEI, text: 'hi' })
    const replyWith = inbound?.kind === 'message' ? inbound.replyWith?.token : undefined
    if (replyWith === undefined) throw new Error('no token')
    const key = crypto.randomUUID()
    for (let n = 0; n < 2; n++) {
      expect(await deliver(line, { text: 'Hello' }, { address: LI_LEI, replyWith, key }, mine)).toEqual([
        { as: 'sent', id: null },
      ])
    }
    const rows = await sentBy('line-token-reply')
    expect(rows.map(({ path, status, headers }) => [path, status, headers])).toEqual([
      ['/v2/bot/message/reply', 200, {}],
      ['/v2/bot/message/reply', 400, {}],
      ['/v2/bot/message/push', 200, { 'x-line-retry-key': key }],
    ])
  })

  it('what was accepted before under the same key is sent', async () => {
    const mine = accountOf('line', typed('line-token-again'))
    const to = { address: LI_LEI, key: crypto.randomUUID() }
    await behave({ for: 'line-token-again', mode: 'lost', times: 1 })
    expect(await deliver(line, { text: 'Hello' }, to, mine)).toEqual([{ as: 'later', isOverload: false }])
    expect(await deliver(line, { text: 'Hello' }, to, mine)).toEqual([{ as: 'sent', id: null }])
    expect((await sentBy('line-token-again')).map(({ status }) => status)).toEqual([200, 409])
  })

  it('small pictures are shown, other files are where they are', async () => {
    const mine = accountOf('line', typed('line-token-files'))
    const files = [
      fileOf({ id: 'a', type: 'image/jpeg' }),
      fileOf({ id: 'b', type: 'image/png', bytes: 2 ** 20 + 1 }),
      fileOf({ id: 'c' }),
    ]
    const place = { latitude: 31.2304, longitude: 121.4737 }
    const options = [option('Order status', 'Where is my order?')]
    expect(await deliver(line, { text: 'Here.', files, place, options }, { address: LI_LEI }, mine)).toEqual([
      { as: 'sent', id: null },
    ])
    const [row] = await sentBy('line-token-files')
    expect(messagesOf(row?.body)).toMatchObject([
      { type: 'text', text: 'Here.' },
      { type: 'location', title: '31.230400, 121.473700' },
      { type: 'image', previewImageUrl: 'https://baton.example/v1/files/a' },
      { type: 'text', text: 'invoice.pdf\nhttps://baton.example/v1/files/b' },
      { type: 'text', quickReply: { items: [{ action: { label: 'Order status', text: 'Where is my order?' } }] } },
    ])
  })

  it.each([
    ['rate_limited', { as: 'later', isOverload: true }],
    ['quota_spent', { as: 'failed', reason: 'quota_spent', text: 'You have reached your monthly limit.' }],
    ['down', { as: 'later', isOverload: false }],
    ['unauthorised', { as: 'failed', reason: 'credentials' }],
    ['unknown_address', { as: 'failed', reason: 'unknown_address' }],
    ['rejected', { as: 'failed', reason: 'rejected' }],
    // LINE accepts what goes to somebody who has blocked the account.
    ['blocked', { as: 'sent', id: null }],
  ] as const)('a vendor that is %s', async (mode, expected) => {
    const mine = accountOf('line', typed(`line-token-${mode}`))
    await behave({ for: `line-token-${mode}`, mode })
    expect(await deliver(line, { text: 'Hello' }, { address: LI_LEI }, mine)).toMatchObject([expected])
  })

  it('typing is shown, and that a message was read, of which it is known how; a link takes a code along', async () => {
    const mine = accountOf('line', typed('line-token-typing'))
    await line.signal?.('typing', { address: LI_LEI, key: crypto.randomUUID(), lastId: null }, mine, toolsOf())
    expect((await sentBy('line-token-typing')).map(({ status, body }) => [status, body])).toEqual([
      [200, { chatId: LI_LEI, loadingSeconds: 20 }],
    ])
    const read = { address: LI_LEI, key: crypto.randomUUID(), lastId: 'm' }
    await line.signal?.('read', read, mine, toolsOf())
    await line.signal?.('read', { ...read, readWith: 'a-read-token' }, mine, toolsOf())
    expect((await sentBy('line-token-typing')).slice(1).map(({ status, body }) => [status, body])).toEqual([
      [200, { markAsReadToken: 'a-read-token' }],
    ])
    expect(line.link?.('K7Q2', mine, toolsOf())).toBe('https://line.me/R/oaMessage/%40shop/?K7Q2')
  })
})
