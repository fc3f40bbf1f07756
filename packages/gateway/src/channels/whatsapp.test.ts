import { describe, expect, it } from 'vitest'
import { accountOf, deliver, fileOf, heardIn, outgoing, toolsOf } from '../testing/adapters.ts'
import { behave, sentBy, signed } from '../testing/vendors.ts'
import type { Inbound, Part } from './channel.ts'
import { whatsapp } from './whatsapp.ts'

const typed = (phoneNumberId: string) => ({
  phoneNumberId,
  number: '+15556459128',
  appSecret: 'whatsapp-app-secret',
  verifyToken: 'whatsapp-verify-token',
  accessToken: 'whatsapp-access-token',
})
const IN = '10000001'
const account = accountOf('whatsapp', typed(IN))
const LI_LEI = '8613800000000'
/** Somebody who shows no number. */
const SCOPED = 'US.13491208655302741918'

const heard = async (...said: Parameters<typeof signed>[2]): Promise<Inbound[]> => {
  const [request] = await signed('whatsapp', typed(IN), said)
  if (!request) throw new Error('no request')
  return (await heardIn(whatsapp, request, account)) ?? []
}

const option = (label: string, text = label) => ({ label, text })
const sayingOf = (parts: Part[]) => parts.map(({ data }) => data as Record<string, unknown>)

describe('normalise', () => {
  it('words, and who said them', async () => {
    const at = 1_700_000_000_000
    expect(await heard({ from: LI_LEI, id: 'wamid.A1==', name: 'Li Lei', text: '你好', at })).toEqual([
      { kind: 'message', id: 'wamid.A1==', from: { address: LI_LEI, name: 'Li Lei' }, text: '你好', media: [], at },
    ])
  })

  it('who shows no number is known by the id Meta gives, which goes first', async () => {
    expect(await heard({ from: SCOPED, name: 'Han', text: 'hi' })).toMatchObject([
      { from: { address: SCOPED, name: 'Han' } },
    ])
    const messages = [{ from: LI_LEI, from_user_id: SCOPED, id: 'wamid.B', type: 'text', text: { body: 'hi' } }]
    expect(await heard({ raw: { messages } })).toMatchObject([{ from: { address: SCOPED } }])
  })

  it('what a message brings, and its bytes from Meta’s own host', async () => {
    const media = (kind: 'image' | 'file' | 'voice' | 'video' | 'sticker') => ({
      kind,
      type: 'text/plain',
      name: 'a.txt',
      base64: btoa('bytes'),
    })
    const kinds = ['image', 'file', 'voice', 'video', 'sticker'] as const
    const all = await heard(...kinds.map((kind) => ({ from: LI_LEI, text: 'Look', media: media(kind) })))
    expect(all.map((each) => each.kind === 'message' && [each.text, each.media[0]?.kind, each.media[0]?.name])).toEqual(
      [
        ['Look', 'image', undefined],
        ['Look', 'file', 'a.txt'],
        ['', 'voice', undefined],
        ['Look', 'video', undefined],
        ['', 'sticker', undefined],
      ],
    )
    const ref = all[0]?.kind === 'message' ? (all[0].media[0]?.ref ?? '') : ''
    expect(await (await whatsapp.media?.(ref, account, toolsOf()))?.text()).toBe('bytes')
    expect((await whatsapp.media?.('404404404404', account, toolsOf()))?.status).toBe(404)
    expect((await whatsapp.media?.('../me', account, toolsOf()))?.status).toBe(404)
  })

  it('Meta is down for a moment: later', async () => {
    const down = { ...toolsOf(), fetch: async () => Response.json({ error: { code: 2 } }, { status: 503 }) }
    expect((await whatsapp.media?.('123456', account, down))?.status).toBe(503)
  })

  it('T-22: an address that is not Meta’s is not fetched, whoever names it', async () => {
    const asked: string[] = []
    const tools = {
      ...toolsOf(),
      fetch: async (...[host, path, init]: Parameters<ReturnType<typeof toolsOf>['fetch']>) => {
        asked.push(path)
        return host === 'whatsapp'
          ? Response.json({ url: 'http://169.254.169.254/latest' })
          : toolsOf().fetch(host, path, init)
      },
    }
    expect((await whatsapp.media?.('123456', account, tools))?.status).toBe(404)
    expect(asked).toEqual(['/123456', 'http://169.254.169.254/latest'])
  })

  it('a place, and somebody’s card as words', async () => {
    const place = { latitude: 31.2304, longitude: 121.4737, name: 'Shop' }
    expect(await heard({ from: LI_LEI, place })).toMatchObject([{ text: '', place }])
    const contacts = [{ name: { formatted_name: 'Han Meimei' }, phones: [{ phone: '+86 138' }] }]
    const messages = [{ from: LI_LEI, id: 'wamid.C', type: 'contacts', contacts }]
    expect(await heard({ raw: { messages } })).toMatchObject([{ text: 'Han Meimei +86 138' }])
  })

  it('what becomes of a message, and why not', async () => {
    const ids = ['wamid.X']
    expect(
      await heard(
        { from: LI_LEI, receipt: 'sent', ids },
        { from: LI_LEI, receipt: 'read', ids },
        { from: SCOPED, receipt: 'delivered', ids },
        { from: LI_LEI, receipt: 'failed', ids, error: 131_047 },
        { from: LI_LEI, receipt: 'failed', ids, error: 131_026 },
        { from: LI_LEI, receipt: 'failed', ids, error: 130_429 },
      ),
    ).toEqual([
      { kind: 'receipt', from: { address: LI_LEI }, of: { ids }, state: 'sent' },
      { kind: 'receipt', from: { address: LI_LEI }, of: { ids }, state: 'read' },
      { kind: 'receipt', from: { address: SCOPED }, of: { ids }, state: 'delivered' },
      { kind: 'receipt', from: { address: LI_LEI }, of: { ids }, state: 'failed', reason: 'window_closed' },
      { kind: 'receipt', from: { address: LI_LEI }, of: { ids }, state: 'failed', reason: 'unknown_address' },
      { kind: 'receipt', from: { address: LI_LEI }, of: { ids }, state: 'failed', reason: 'gave_up' },
    ])
  })

  it('leaves out other numbers of the app, groups, reactions, what was taken back and what it does not know', async () => {
    const message = { from: LI_LEI, id: 'wamid.D', type: 'text', text: { body: 'hi' } }
    const [request] = await signed('whatsapp', typed('10000002'), [{ from: LI_LEI, text: 'hi' }])
    if (!request) throw new Error('no request')
    expect(await heardIn(whatsapp, request, account)).toEqual([])
    const messages = [
      { ...message, group_id: 'G1' },
      { ...message, type: 'reaction', reaction: { message_id: 'x', emoji: '👍' } },
      { ...message, type: 'revoke' },
      { ...message, type: 'unsupported', errors: [{ code: 131_051 }] },
      { ...message, type: 'constructor' },
      { ...message, id: undefined },
      { ...message, text: { body: 3 } },
      null,
      7,
    ]
    expect(
      await heard({ raw: { messages, statuses: [{ id: 'x', status: 'toString', recipient_id: '1' }, {}] } }),
    ).toEqual([])
    for (const payload of ['', '{', 'null', '{"entry":[{"changes":[{"value":null}]}]}', '{"entry":{}}']) {
      expect(whatsapp.normalise(payload, account), payload).toEqual([])
    }
  })
})

describe('parts', () => {
  const kindsOf = (what: Parameters<typeof outgoing>[0]) =>
    sayingOf(whatsapp.parts(outgoing(what), account)).map(({ type }) => type)

  it('three short choices are buttons, ten a list, and else words', () => {
    const some = (count: number, label = 'Choice') => Array.from({ length: count }, (_, at) => option(`${label} ${at}`))
    const shown = (options: ReturnType<typeof some>, text = 'Which?') =>
      sayingOf(whatsapp.parts(outgoing({ text, options, locale: 'zh-CN' }), account))
    expect(shown(some(3))).toMatchObject([{ interactive: { type: 'button', body: { text: 'Which?' } } }])
    expect(shown(some(4))).toMatchObject([{ interactive: { type: 'list', action: { button: '请选择' } } }])
    expect(shown(some(2, 'Twenty-two letters, this'.slice(0, 21)))).toMatchObject([{ interactive: { type: 'list' } }])
    expect(shown(some(11))).toMatchObject([
      { text: { body: expect.stringContaining('Which?\n\n– Choice 0\n– Choice 1') } },
    ])
    expect(shown(some(2, 'A label far too long for a row'))).toMatchObject([{ type: 'text' }])
    expect(shown([option('Long', 'x'.repeat(257))])).toMatchObject([{ type: 'text' }])
  })

  it('what stands above buttons is short: the rest goes before', () => {
    const parts = sayingOf(whatsapp.parts(outgoing({ text: '字。'.repeat(1_500), options: [option('Yes')] }), account))
    expect(parts.map(({ type }) => type)).toEqual(['text', 'text', 'interactive'])
    const shown = parts.at(-1)?.interactive as { body: { text: string } } | undefined
    expect(shown?.body.text.length).toBeLessThanOrEqual(1_024)
  })

  it('choices come after files, and a place before', () => {
    const place = { latitude: 1, longitude: 2 }
    expect(kindsOf({ text: 'Here', options: [option('Yes')], files: [fileOf({})], place })).toEqual([
      'location',
      undefined,
      'interactive',
    ])
  })

  it('a template in place of the text', () => {
    const template = { name: 'order_update', language: 'zh_CN', values: ['SO10042'] }
    expect(
      sayingOf(whatsapp.parts(outgoing({ text: 'as it reads', template, options: [option('Yes')] }), account)),
    ).toEqual([
      {
        type: 'template',
        template: {
          name: 'order_update',
          language: { code: 'zh_CN' },
          components: [{ type: 'body', parameters: [{ type: 'text', text: 'SO10042' }] }],
        },
      },
    ])
  })
})

describe('send', () => {
  it('words, buttons, files and places reach the vendor; a tap says what it stands for', async () => {
    const mine = accountOf('whatsapp', typed('10000003'))
    const options = [option('Order status', 'Where is my order?'), option('No')]
    const files = [
      fileOf({}),
      fileOf({ type: 'image/png', name: 'a.png' }),
      fileOf({ id: 'gif', type: 'image/gif', name: 'a.gif' }),
    ]
    const sent = await deliver(
      whatsapp,
      { text: 'Which?', options, files, place: { latitude: 1, longitude: 2 } },
      { address: LI_LEI },
      mine,
    )
    expect(sent).toEqual(new Array(5).fill({ as: 'sent', id: expect.stringMatching(/^wamid\./) }))
    const rows = await sentBy('10000003')
    expect(rows.map(({ path, status, body }) => [path, status, (body as { type: unknown }).type])).toEqual([
      ['/v24.0/10000003/messages', 200, 'location'],
      ['/v24.0/10000003/media', 200, 'application/pdf'],
      ['/v24.0/10000003/messages', 200, 'document'],
      ['/v24.0/10000003/media', 200, 'image/png'],
      ['/v24.0/10000003/messages', 200, 'image'],
      ['/v24.0/10000003/messages', 200, 'text'],
      ['/v24.0/10000003/messages', 200, 'interactive'],
    ])
    const [request] = await signed('whatsapp', typed('10000003'), [{ from: LI_LEI, tap: 'Order status' }])
    if (!request) throw new Error('no request')
    expect(await heardIn(whatsapp, request, mine)).toMatchObject([{ kind: 'message', text: 'Where is my order?' }])
  })

  it('who shows no number is written to by their id', async () => {
    const mine = accountOf('whatsapp', typed('10000004'))
    expect(await deliver(whatsapp, { text: 'Hello' }, { address: SCOPED }, mine)).toMatchObject([{ as: 'sent' }])
    const [row] = await sentBy('10000004')
    expect(row?.body).toMatchObject({ recipient: SCOPED })
    expect(row?.body).not.toHaveProperty('to')
  })

  it.each([
    [20, 'rate_limited', undefined, { as: 'later', isOverload: true, retryAfterMs: 9_000 }],
    [21, 'rate_limited', 80_007, { as: 'later', isOverload: true, retryAfterMs: 9_000 }],
    [22, 'rejected', 4, { as: 'later', isOverload: true }],
    [23, 'rejected', 131_056, { as: 'later', isOverload: false, isOfOne: true }],
    [24, 'down', undefined, { as: 'later', isOverload: false }],
    [25, 'lost', undefined, { as: 'later', isOverload: false }],
    [26, 'unauthorised', undefined, { as: 'failed', reason: 'credentials', text: '(#190) Invalid OAuth access token' }],
    [
      27,
      'window_closed',
      undefined,
      { as: 'failed', reason: 'window_closed', text: '(#131047) Re-engagement message' },
    ],
    [
      28,
      'unknown_address',
      undefined,
      { as: 'failed', reason: 'unknown_address', text: '(#131026) Message undeliverable' },
    ],
    [29, 'rejected', undefined, { as: 'failed', reason: 'rejected', text: '(#100) Invalid parameter' }],
    [30, 'rejected', 132_015, { as: 'failed', reason: 'template_refused', text: '(#132015) Invalid parameter' }],
  ] as const)('%i: a vendor that is %s, %s', async (number, mode, code, expected) => {
    const key = `100000${number}`
    await behave({ for: key, mode, retryAfterS: 9, ...(code !== undefined && { code }) })
    expect(await deliver(whatsapp, { text: 'Hello' }, { address: LI_LEI }, accountOf('whatsapp', typed(key)))).toEqual([
      expected,
    ])
  })

  it('a picture that cannot be uploaded fails for what the upload said', async () => {
    await behave({ for: '10000040', mode: 'unauthorised' })
    const mine = accountOf('whatsapp', typed('10000040'))
    expect(await deliver(whatsapp, { files: [fileOf({})] }, { address: LI_LEI }, mine)).toMatchObject([
      { reason: 'credentials' },
    ])
  })

  it('typing and reading name the last message', async () => {
    const mine = accountOf('whatsapp', typed('10000041'))
    const to = { address: LI_LEI, key: crypto.randomUUID() }
    await whatsapp.signal?.('typing', { ...to, lastId: 'wamid.A' }, mine, toolsOf())
    await whatsapp.signal?.('read', { ...to, lastId: 'wamid.A' }, mine, toolsOf())
    await whatsapp.signal?.('read', { ...to, lastId: null }, mine, toolsOf())
    const read = { messaging_product: 'whatsapp', status: 'read', message_id: 'wamid.A' }
    expect((await sentBy('10000041')).map(({ body }) => body)).toEqual([
      { ...read, typing_indicator: { type: 'text' } },
      read,
    ])
  })

  it('a link takes a code along', () => {
    expect(whatsapp.link?.('K7Q2', account, toolsOf())).toBe('https://wa.me/15556459128?text=K7Q2')
  })
})
