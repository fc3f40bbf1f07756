import type { WebhookRequest } from '@baton/testing/vendors'
import { describe, expect, it } from 'vitest'
import { accountOf, deliver, fileOf, heardIn, outgoing, toolsOf } from '../testing/adapters.ts'
import { behave, say, sentBy, signed } from '../testing/vendors.ts'
import type { Inbound } from './channel.ts'
import { telegram } from './telegram.ts'

const botToken = (name: string) => `4242424242:${name}-token-of-a-bot-in-tests`
const secretToken = 'telegram-secret-token_of-the-tests'
const typed = (name: string) => ({ botName: 'shop_bot', botToken: botToken(name), secretToken })
const account = accountOf('telegram', typed('in'))

const heard = async (...said: Parameters<typeof signed>[2]): Promise<Inbound[]> => {
  const requests = await signed('telegram', typed('in'), said)
  return (await Promise.all(requests.map((request) => heardIn(telegram, request, account)))).flatMap((all) => all ?? [])
}

/** What a message says, whatever its sender. */
const messageIn = async (raw: object): Promise<Inbound[]> => {
  const base = { message_id: 1, date: 1, chat: { id: 42, type: 'private' }, from: { id: 42, is_bot: false } }
  return telegram.normalise(JSON.stringify({ update_id: 9, message: { ...base, ...raw } }), account)
}

describe('verify', () => {
  const request = (headers: Record<string, string>): WebhookRequest => ({
    method: 'POST',
    query: {},
    headers,
    body: '{}',
  })
  const header = 'x-telegram-bot-api-secret-token'

  it('T-23: believes the secret token, and nothing that only looks like it', async () => {
    const isBelieved = async (headers: Record<string, string>) =>
      (await heardIn(telegram, request(headers), account)) !== null
    expect(await isBelieved({ [header]: secretToken })).toBe(true)
    for (const wrong of ['', secretToken.slice(1), secretToken.toUpperCase(), `${secretToken}, ${secretToken}`, 'ü']) {
      expect(await isBelieved({ [header]: encodeURI(wrong) }), wrong).toBe(false)
    }
    expect(await isBelieved({})).toBe(false)
  })

  it('believes the token before while it is good, and none where none is set', async () => {
    const rotated = {
      ...account,
      secrets: { ...account.secrets, secretToken: ['a-new-secret-token', secretToken] as [string, string] },
    }
    expect(await heardIn(telegram, request({ [header]: secretToken }), rotated)).toEqual([])
    const without = { ...account, secrets: { ...account.secrets, secretToken: [''] as [string] } }
    expect(await heardIn(telegram, request({ [header]: '' }), without)).toBeNull()
  })

  it('is not fooled by a GET', async () => {
    expect(await heardIn(telegram, { ...request({ [header]: secretToken }), method: 'GET' }, account)).toBeNull()
  })
})

describe('normalise', () => {
  it('words, with who said them and in which language they read', async () => {
    expect(await heard({ from: '42', id: '7', name: 'Li Lei', language: 'zh-hant', text: '訂單到哪了？' })).toEqual([
      {
        kind: 'message',
        id: '7',
        from: { address: '42', name: 'Li Lei', locale: 'zh-TW' },
        text: '訂單到哪了？',
        media: [],
        at: expect.any(Number),
      },
    ])
  })

  it('what a message brings', async () => {
    const base64 = btoa('some bytes')
    const media = (kind: 'image' | 'file' | 'voice' | 'video' | 'sticker', name?: string) => ({
      kind,
      type: 'application/octet-stream',
      base64,
      ...(name !== undefined && { name }),
    })
    const all = await heard(
      { from: '42', text: 'Broken!', media: media('image') },
      { from: '42', media: media('file', 'invoice.pdf') },
      { from: '42', media: media('voice') },
      { from: '42', media: media('video') },
      { from: '42', media: media('sticker') },
    )
    expect(all.map((each) => each.kind === 'message' && [each.text, each.media[0]?.kind, each.media[0]?.name])).toEqual(
      [
        ['Broken!', 'image', undefined],
        ['', 'file', 'invoice.pdf'],
        ['', 'voice', undefined],
        ['', 'video', undefined],
        ['', 'sticker', undefined],
      ],
    )
    const ref = all[0]?.kind === 'message' ? (all[0].media[0]?.ref ?? '') : ''
    const bytes = await telegram.media?.(ref, account, toolsOf())
    expect(await bytes?.text()).toBe('some bytes')
    expect((await telegram.media?.('unknown', account, toolsOf()))?.status).toBe(404)
  })

  it('a file that is not told of: later, too large, or gone', async () => {
    const tooBig = { ok: false, error_code: 400, description: 'Bad Request: file is too big' }
    const refusing = { ...toolsOf(), fetch: async () => Response.json(tooBig, { status: 400 }) }
    expect((await telegram.media?.('large', account, refusing))?.status).toBe(413)
    const leading = {
      ...toolsOf(),
      fetch: async () => Response.json({ ok: true, result: { file_path: '../../bot1/x' } }),
    }
    expect((await telegram.media?.('astray', account, leading))?.status).toBe(404)
    const mine = accountOf('telegram', typed('media-down'))
    await behave({ for: botToken('media-down'), mode: 'down', times: 1 })
    expect((await telegram.media?.('whatever', mine, toolsOf()))?.status).toBe(503)
    expect((await telegram.media?.('unknown', mine, toolsOf()))?.status).toBe(404)
  })

  it('a place, with its name; one that is nowhere is none', async () => {
    const place = { latitude: 31.2304, longitude: 121.4737, name: 'People’s Square' }
    expect(await heard({ from: '42', place })).toMatchObject([{ kind: 'message', text: '', place }])
    expect(await messageIn({ location: { latitude: 400, longitude: 1 } })).toEqual([])
  })

  it('somebody’s card is words', async () => {
    const contact = { first_name: 'Han', last_name: 'Meimei', phone_number: '+8613800000000' }
    expect(await messageIn({ contact })).toMatchObject([{ text: 'Han Meimei +8613800000000' }])
  })

  it('a code by a link; opening a bot says nothing', async () => {
    expect(await heard({ from: '42', code: 'A1B2C-D3E4F' })).toMatchObject([{ text: '', code: 'A1B2C-D3E4F' }])
    expect(await heard({ from: '42', code: 'spring_sale' })).toMatchObject([{ kind: 'standing', standing: 'open' }])
    expect(await messageIn({ text: '/start' })).toMatchObject([{ kind: 'standing', standing: 'open' }])
    expect(await messageIn({ text: '/start@shop_bot A1B2C-D3E4F' })).toMatchObject([{ code: 'A1B2C-D3E4F' }])
    expect(await messageIn({ text: '/started yesterday' })).toMatchObject([{ text: '/started yesterday' }])
  })

  it('who blocks the bot, and who lets it write again', async () => {
    expect(await heard({ from: '42', standing: 'blocked' }, { from: '42', standing: 'open' })).toMatchObject([
      { kind: 'standing', from: { address: '42' }, standing: 'blocked' },
      { kind: 'standing', from: { address: '42' }, standing: 'open' },
    ])
  })

  it('leaves out groups, bots, edits, reactions and what it does not know', async () => {
    expect(await messageIn({ text: 'hi', chat: { id: -100, type: 'supergroup' } })).toEqual([])
    expect(await messageIn({ text: 'hi', from: { id: 42, is_bot: true } })).toEqual([])
    expect(await messageIn({ new_chat_title: 'x' })).toEqual([])
    const edit = { update_id: 1, edited_message: { chat: { id: 42, type: 'private' }, from: { id: 42 }, text: 'hi' } }
    for (const payload of [JSON.stringify(edit), '[]', 'null', '{"update_id":', '{"update_id":{},"message":3}', '']) {
      expect(telegram.normalise(payload, account), payload).toEqual([])
    }
  })
})

describe('parts and send', () => {
  it('a long text is several, cut where nothing is torn', () => {
    const text = `${'好👩‍👩‍👧 '.repeat(900)}\n\n${'x'.repeat(4_000)}`
    const parts = telegram.parts(outgoing({ text }), account).map(({ data }) => (data as { text: string }).text)
    expect(parts.every((part) => part.length <= 4_096 && !/\p{Cs}/u.test(part))).toBe(true)
    expect(parts.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
  })

  it('choices alone are said, too', () => {
    const [part] = telegram.parts(outgoing({ options: [{ label: 'Yes', text: 'Yes' }] }), account)
    expect(part?.data).toEqual({ method: 'sendMessage', text: '– Yes', choices: ['Yes'] })
  })

  it('words, choices as a keyboard, files and places reach the vendor', async () => {
    const mine = accountOf('telegram', typed('out'))
    const options = [
      { label: 'Order status', text: 'Where is my order?' },
      { label: 'No', text: 'No' },
    ]
    const place = { latitude: 31.2304, longitude: 121.4737, name: 'Shop' }
    const files = [fileOf({}), fileOf({ type: 'image/png', name: 'a.png' })]
    const sent = await deliver(telegram, { text: 'Which one?', options }, { address: '42' }, mine)
    expect(sent).toEqual([{ as: 'sent', id: null }])
    expect((await deliver(telegram, { text: 'Here.', files, place }, { address: '42' }, mine)).length).toBe(4)
    const rows = await sentBy(botToken('out'))
    expect(rows.map(({ path, status }) => [path, status])).toEqual([
      ['/bot/sendMessage', 200],
      ['/bot/sendMessage', 200],
      ['/bot/sendVenue', 200],
      ['/bot/sendDocument', 200],
      ['/bot/sendPhoto', 200],
    ])
    expect(rows[0]?.body).toMatchObject({
      text: 'Which one?',
      reply_markup: { keyboard: [[{ text: 'Where is my order?' }], [{ text: 'No' }]] },
      link_preview_options: { is_disabled: true },
    })
    expect(rows[1]?.body).toMatchObject({ reply_markup: { remove_keyboard: true } })
    expect(rows[3]?.body).toMatchObject({ document: { name: 'invoice.pdf', type: 'application/pdf', bytes: 2_048 } })
  })

  it.each([
    ['rate_limited', { as: 'later', isOverload: true, retryAfterMs: 35_000 }],
    ['down', { as: 'later', isOverload: false }],
    ['lost', { as: 'later', isOverload: false }],
    ['unauthorised', { as: 'failed', reason: 'credentials', text: 'Unauthorized' }],
    ['blocked', { as: 'failed', reason: 'blocked', text: 'Forbidden: bot was blocked by the user' }],
    ['unknown_address', { as: 'failed', reason: 'unknown_address', text: 'Bad Request: chat not found' }],
    ['rejected', { as: 'failed', reason: 'rejected', text: 'Bad Request: message is too long' }],
  ] as const)('a vendor that is %s', async (mode, expected) => {
    const mine = accountOf('telegram', typed(mode))
    await behave({ for: botToken(mode), mode, retryAfterS: 35 })
    expect(await deliver(telegram, { text: 'Hello' }, { address: '42' }, mine)).toEqual([expected])
  })

  it('typing is shown; there is nothing to show for reading', async () => {
    const mine = accountOf('telegram', typed('typing'))
    const to = { address: '42', key: crypto.randomUUID(), lastId: '7' }
    await telegram.signal?.('typing', to, mine, toolsOf())
    await telegram.signal?.('read', to, mine, toolsOf())
    expect((await sentBy(botToken('typing'))).map(({ body }) => body)).toEqual([{ chat_id: '42', action: 'typing' }])
  })

  it('a link takes a code along', () => {
    expect(telegram.link?.('A1B2C-D3E4F', account, toolsOf())).toBe('https://t.me/shop_bot?start=A1B2C-D3E4F')
  })
})

it('the vendor comes again when it is not answered', async () => {
  const refusing = await say({
    vendor: 'telegram',
    account: typed('in'),
    said: [{ from: '42', text: 'hi' }],
    callback: 'http://127.0.0.1:9/',
    retriesMs: [1, 1],
  })
  expect(refusing).toMatchObject({ isAccepted: false, attempts: [{ status: 0 }, { status: 0 }, { status: 0 }] })
})
