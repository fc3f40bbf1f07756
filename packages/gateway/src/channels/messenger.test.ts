import { describe, expect, it } from 'vitest'
import { accountOf, deliver, fileOf, heardIn, outgoing, toolsOf } from '../testing/adapters.ts'
import { behave, sentBy, signed } from '../testing/vendors.ts'
import type { Inbound } from './channel.ts'
import { messenger } from './messenger.ts'

const typed = (pageId: string) => ({
  pageId,
  pageName: 'baton.shop',
  appSecret: 'messenger-app-secret',
  verifyToken: 'messenger-verify-token',
  accessToken: 'messenger-access-token',
})
const IN = '20000001'
const account = accountOf('messenger', typed(IN))
const PSID = '7000000000000001'

const heard = async (...said: Parameters<typeof signed>[2]): Promise<Inbound[]> => {
  const [request] = await signed('messenger', typed(IN), said)
  if (!request) throw new Error('no request')
  return (await heardIn(messenger, request, account)) ?? []
}

const base = { sender: { id: PSID }, recipient: { id: IN }, timestamp: 1_700_000_000_000 }
const option = (label: string, text = label) => ({ label, text })

describe('normalise', () => {
  it('words, and what a message brings from Meta’s own hosts', async () => {
    const media = (kind: 'image' | 'file' | 'voice' | 'video' | 'sticker') => ({
      kind,
      type: 'text/plain',
      base64: btoa('bytes'),
    })
    const kinds = ['image', 'file', 'voice', 'video', 'sticker'] as const
    expect(await heard({ from: PSID, id: 'm_1', text: '你好', at: 1_700_000_000_000 })).toEqual([
      { kind: 'message', id: 'm_1', from: { address: PSID }, text: '你好', media: [], at: 1_700_000_000_000 },
    ])
    const all = await heard(...kinds.map((kind) => ({ from: PSID, media: media(kind) })))
    expect(all.map((each) => each.kind === 'message' && each.media[0]?.kind)).toEqual(kinds)
    const ref = all[0]?.kind === 'message' ? (all[0].media[0]?.ref ?? '') : ''
    expect(new URL(ref).hostname).toBe('scontent.xx.fbcdn.net')
    expect(await (await messenger.media?.(ref, account, toolsOf()))?.text()).toBe('bytes')
  })

  it.each([
    'http://169.254.169.254/latest',
    'https://fbcdn.net.evil.example/x',
    'https://evilfbcdn.net/x',
    'http://scontent.xx.fbcdn.net/x',
    'https://user@scontent.xx.fbcdn.net/x',
    'file:///etc/passwd',
    'nonsense',
  ])('T-22: %s is not fetched', async (ref) => {
    expect((await messenger.media?.(ref, account, toolsOf()))?.status).toBe(404)
  })

  it('places, codes by a link, and the menu', async () => {
    const place = { latitude: 31.2304, longitude: 121.4737, name: 'Shop' }
    expect(await heard({ from: PSID, place })).toMatchObject([{ text: '', place }])
    expect(await heard({ from: PSID, code: 'A1B2C-D3E4F', at: 5 })).toEqual([
      {
        kind: 'message',
        id: `ref-${PSID}-5`,
        from: { address: PSID },
        text: '',
        media: [],
        code: 'A1B2C-D3E4F',
        at: 5,
      },
    ])
    const referral = { ref: 'A1B2C-D3E4F', source: 'SHORTLINK', type: 'OPEN_THREAD' }
    expect(await heard({ from: PSID, code: 'spring_sale' })).toEqual([])
    const begun = { mid: 'm_2', title: 'Get Started', payload: 'BEGIN' }
    expect(
      await heard(
        { raw: { ...base, postback: { ...begun, referral } } },
        { raw: { ...base, postback: { ...begun, title: 'Orders' } } },
      ),
    ).toMatchObject([
      { text: '', code: 'A1B2C-D3E4F' },
      { id: 'm_2', text: 'Orders' },
    ])
  })

  it('what was delivered and read, by id or by time', async () => {
    expect(
      await heard(
        { from: PSID, receipt: 'delivered', ids: ['m_9'] },
        { from: PSID, receipt: 'delivered', until: 1_700_000_000_000 },
        { from: PSID, receipt: 'read', until: 1_700_000_000_001 },
      ),
    ).toEqual([
      { kind: 'receipt', from: { address: PSID }, of: { ids: ['m_9'] }, state: 'delivered' },
      { kind: 'receipt', from: { address: PSID }, of: { until: 1_700_000_000_000 }, state: 'delivered' },
      { kind: 'receipt', from: { address: PSID }, of: { until: 1_700_000_000_001 }, state: 'read' },
    ])
  })

  it('leaves out echoes, other pages, standby, reactions, edits and what it does not know', async () => {
    const text = { mid: 'm_3', text: 'hi' }
    const heardOf = (entry: unknown) => messenger.normalise(JSON.stringify({ object: 'page', entry: [entry] }), account)
    expect(heardOf({ id: IN, messaging: [{ ...base, message: text }] })).toHaveLength(1)
    expect(heardOf({ id: '999', messaging: [{ ...base, message: text }] })).toEqual([])
    expect(heardOf({ id: IN, standby: [{ ...base, message: text }] })).toEqual([])
    const messaging = [
      { ...base, message: { ...text, is_echo: true } },
      { ...base, sender: { id: IN }, message: text },
      { ...base, message: { ...text, is_deleted: true } },
      { ...base, reaction: { action: 'react', emoji: '❤' } },
      { ...base, message_edit: { mid: 'm_3', text: 'ho' } },
      {
        ...base,
        message: { mid: 'm_4', attachments: [{ type: 'fallback' }, { type: 'toString', payload: { url: 'x' } }] },
      },
      { ...base, read: { watermark: 'soon' } },
      { message: text },
      null,
    ]
    expect(heardOf({ id: IN, messaging })).toEqual([])
    for (const payload of ['', '{', 'null', '{"object":"page","entry":7}', '{"object":"instagram","entry":[]}']) {
      expect(messenger.normalise(payload, account), payload).toEqual([])
    }
  })
})

describe('parts and send', () => {
  it('choices that do not fit are words; a place is words', () => {
    const shown = (what: Parameters<typeof outgoing>[0]) =>
      messenger.parts(outgoing(what), account).map(({ data }) => (data as { message: Record<string, unknown> }).message)
    expect(shown({ text: 'Which?', options: [option('Yes')] })).toEqual([
      { text: 'Which?', quick_replies: [{ content_type: 'text', title: 'Yes', payload: 'Yes' }] },
    ])
    expect(shown({ text: 'Which?', options: [option('A label of more than twenty letters')] })).toEqual([
      { text: 'Which?\n\n– A label of more than twenty letters' },
    ])
    expect(shown({ options: [option('Yes'), option('No')] })).toEqual([{ text: '– Yes\n– No' }])
    expect(shown({ text: 'Here', place: { latitude: 31.2304, longitude: 121.4737, name: 'Shop' } })).toEqual([
      { text: 'Here\n\nShop\nhttps://www.openstreetmap.org/?mlat=31.230400&mlon=121.473700' },
    ])
    expect(shown({ text: 'x '.repeat(1_500) }).every(({ text }) => String(text).length <= 2_000)).toBe(true)
  })

  it('words, choices and files reach the vendor; a tap says what it stands for', async () => {
    const mine = accountOf('messenger', typed('20000002'))
    const options = [option('Order status', 'Where is my order?')]
    const files = [fileOf({}), fileOf({ type: 'image/png' })]
    const sent = await deliver(messenger, { text: 'Which?', options, files }, { address: PSID }, mine)
    expect(sent).toEqual(new Array(3).fill({ as: 'sent', id: expect.stringMatching(/^m_/) }))
    const rows = await sentBy('20000002')
    expect(
      rows.map(({ path, to, status, body }) => [
        path,
        to,
        status,
        (body as { messaging_type: unknown }).messaging_type,
      ]),
    ).toEqual(new Array(3).fill(['/v24.0/20000002/messages', PSID, 200, 'RESPONSE']))
    expect(rows[0]?.body).toMatchObject({ message: { attachment: { type: 'file' } }, filedata: { bytes: 2_048 } })
    const [request] = await signed('messenger', typed('20000002'), [{ from: PSID, tap: 'Order status' }])
    if (!request) throw new Error('no request')
    expect(await heardIn(messenger, request, mine)).toMatchObject([{ kind: 'message', text: 'Where is my order?' }])
  })

  it('outside the window a person may still answer, and a machine may not', async () => {
    const mine = accountOf('messenger', typed('20000003'))
    await behave({ for: '20000003', mode: 'window_closed' })
    expect(await deliver(messenger, { text: 'Hello' }, { address: PSID }, mine)).toMatchObject([
      { as: 'failed', reason: 'window_closed' },
    ])
    const by = { role: 'agent', name: 'Wei' } as const
    expect(await deliver(messenger, { text: 'Hello', by }, { address: PSID }, mine)).toMatchObject([{ as: 'sent' }])
    expect((await sentBy('20000003')).map(({ status, body }) => [status, (body as { tag?: string }).tag])).toEqual([
      [403, undefined],
      [403, undefined],
      [200, 'HUMAN_AGENT'],
    ])
  })

  it.each([
    [10, 'rate_limited', undefined, { as: 'later', isOverload: true, retryAfterMs: 9_000 }],
    [11, 'rejected', 4, { as: 'later', isOverload: true }],
    [12, 'down', undefined, { as: 'later', isOverload: false }],
    [13, 'lost', undefined, { as: 'later', isOverload: false }],
    [14, 'unauthorised', undefined, { as: 'failed', reason: 'credentials' }],
    [15, 'blocked', undefined, { as: 'failed', reason: 'blocked' }],
    [16, 'unknown_address', undefined, { as: 'failed', reason: 'unknown_address' }],
    [17, 'rejected', undefined, { as: 'failed', reason: 'rejected', text: '(#100) Invalid parameter' }],
  ] as const)('%i: a vendor that is %s, %s', async (number, mode, code, expected) => {
    const key = `200000${number}`
    await behave({ for: key, mode, retryAfterS: 9, ...(code !== undefined && { code }) })
    expect(
      await deliver(messenger, { text: 'Hello' }, { address: PSID }, accountOf('messenger', typed(key))),
    ).toMatchObject([expected])
  })

  it('typing and reading are shown; a link takes a code along', async () => {
    const mine = accountOf('messenger', typed('20000004'))
    const to = { address: PSID, key: crypto.randomUUID(), lastId: null }
    await messenger.signal?.('typing', to, mine, toolsOf())
    await messenger.signal?.('read', to, mine, toolsOf())
    expect((await sentBy('20000004')).map(({ body }) => (body as { sender_action: string }).sender_action)).toEqual([
      'typing_on',
      'mark_seen',
    ])
    expect(messenger.link?.('A1B2C-D3E4F', mine, toolsOf())).toBe('https://m.me/baton.shop?ref=A1B2C-D3E4F')
  })
})
