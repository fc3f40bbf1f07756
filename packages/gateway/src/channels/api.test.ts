import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { OutsideError } from '../net/outside.ts'
import { signWebhook } from '../net/standard-webhooks.ts'
import { api } from './api.ts'
import type { Account, Knock, Outgoing, Sent, Tools } from './channel.ts'

const NOW = 1_800_000_000_000
const IN = `whsec_${btoa('what comes in is signed by this.')}`
const OUT = `whsec_${btoa('what goes out is signed by this.')}`
const KEY = '8f14e45f-ceea-467f-8bd2-1f6a3d1f6a11'
const account: Account<'api'> = {
  id: 'ch_aaaaaaaaaaaaaaaa',
  channel: 'api',
  name: 'Our app',
  settings: { url: 'https://shop.example/baton' },
  secrets: { inboundSecret: [IN], outboundSecret: [OUT] },
  templates: [],
}
const file = { id: 'f_1', name: 'receipt.pdf', type: 'application/pdf', bytes: 10 }
const outgoing: Outgoing = {
  id: 'm1',
  text: '已发货。',
  by: { role: 'agent', name: '小林' },
  locale: 'zh-CN',
  options: [{ label: '查物流', text: '物流到哪了' }],
  files: [file],
}

const knock = async (body: unknown, secret = IN): Promise<Knock> => {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return {
    method: 'POST',
    query: new URLSearchParams(),
    headers: new Headers(await signWebhook({ id: 'msg_1', at: NOW, body: text }, [secret])),
    body: new TextEncoder().encode(text),
    now: NOW,
  }
}

/** Tools whose outside answers as it is told, and what was sent to it. */
const outside = (answer: () => Response | Promise<Response>) => {
  const sent: { url: string; init: RequestInit }[] = []
  const never = () => Promise.reject(new Error('not here'))
  const tools: Tools = {
    fetch: never,
    fetchOutside: async (url, init = {}) => {
      sent.push({ url, init })
      return answer()
    },
    connectOutside: never,
    token: null,
    now: NOW,
    cursor: async () => null,
    moveCursor: never,
    file: never,
    fileUrl: async ({ id }) => `https://baton.example/files/${id}`,
  }
  return { tools, sent }
}

describe('what comes in', () => {
  const from = { address: 'user-7', name: 'Li Lei', locale: 'zh-CN' }

  it.each([
    [
      {
        type: 'message',
        id: 'a:1',
        from,
        text: ' 在吗 ',
        media: [{ kind: 'image', url: 'https://shop.example/1.png' }],
      },
      {
        kind: 'message',
        id: expect.stringMatching(/^[0-9a-f]{64}$/),
        from,
        text: '在吗',
        media: [{ kind: 'image', ref: 'https://shop.example/1.png' }],
      },
    ],
    [
      { type: 'message', id: 'a2', from, option: 'yes', location: { latitude: 31.2, longitude: 121.5 } },
      { kind: 'message', id: 'a2', from, text: 'yes', media: [], place: { latitude: 31.2, longitude: 121.5 } },
    ],
    [
      { type: 'message', id: 'a3', from, code: 'K7Q2' },
      { kind: 'message', id: 'a3', from, text: '', media: [], code: 'K7Q2' },
    ],
    [
      { type: 'receipt', from, ids: ['x'], state: 'failed', reason: 'blocked' },
      { kind: 'receipt', from, of: { ids: ['x'] }, state: 'failed', reason: 'blocked' },
    ],
    [
      { type: 'receipt', from, until: '2027-01-15T08:00:00Z', state: 'read' },
      { kind: 'receipt', from, of: { until: NOW }, state: 'read' },
    ],
    [
      { type: 'standing', from, standing: 'blocked' },
      { kind: 'standing', from, standing: 'blocked' },
    ],
    [
      { type: 'typing', from },
      { kind: 'typing', from },
    ],
  ])('%j', async (body, inbound) => {
    const verified = await api.verify(await knock(body), account)
    if (verified.as !== 'payload') throw new Error(verified.as)
    expect(api.normalise(verified.payload, account)).toEqual([inbound])
  })

  it('is refused without a signature, and told what is wrong with it once there is one', async () => {
    const body = { type: 'message', id: 'a1', from }
    expect(await api.verify({ ...(await knock(body)), headers: new Headers() }, account)).toEqual({ as: 'refused' })
    expect(await api.verify({ ...(await knock(body)), method: 'GET' }, account)).toEqual({ as: 'refused' })
    expect(await api.verify(await knock(body, OUT), account)).toEqual({ as: 'refused' })
    expect(await api.verify(await knock(body), account)).toEqual({
      as: 'malformed',
      detail: ': one of text, option, code, location or media',
    })
    expect(await api.verify(await knock('{'), account)).toEqual({ as: 'malformed', detail: 'no JSON' })
    expect(await api.verify(await knock({ ...body, text: 'hi', from: {} }), account)).toEqual({
      as: 'malformed',
      detail: expect.stringMatching(/^from\.address: /),
    })
  })
})

describe('what a message brings', () => {
  it('T-22: is fetched from where messages are posted to, and from nowhere else', async () => {
    const { tools, sent } = outside(() => new Response('picture'))
    const got = await api.media?.('https://shop.example/1.png', account, tools)
    expect(await got?.text()).toBe('picture')
    const foreign = [
      'http://shop.example/1.png',
      'https://shop.example:8443/1.png',
      'https://shop.example@evil.example/1.png',
      'https://user:word@shop.example/1.png',
      'https://shop.example.evil.example/1.png',
      'http://169.254.169.254/latest/meta-data',
      'file:///etc/passwd',
      'nothing',
    ]
    for (const ref of foreign) expect((await api.media?.(ref, account, tools))?.status, ref).toBe(403)
    expect(sent).toHaveLength(1)
  })
})

describe('what goes out', () => {
  it('is signed for the library to take, with both secrets while one takes over', async () => {
    const { tools, sent } = outside(() => new Response('{"id":"theirs"}'))
    const [part, ...more] = api.parts(outgoing, account)
    if (!part) throw new Error('no part')
    expect(more).toEqual([])
    const both = { ...account, secrets: { ...account.secrets, outboundSecret: [OUT, IN] as [string, string] } }
    const at = { ...tools, now: Date.now() }
    expect(await api.send(part, { address: 'user-7', key: KEY }, both, at)).toEqual({ as: 'sent', id: 'theirs' })
    const [{ url, init } = { url: '', init: {} }] = sent
    expect(url).toBe('https://shop.example/baton')
    const headers = Object.fromEntries(new Headers(init.headers))
    for (const secret of [OUT, IN]) {
      expect(new Webhook(secret).verify(String(init.body), headers)).toEqual({
        type: 'message',
        id: KEY,
        to: 'user-7',
        text: '已发货。',
        by: { role: 'agent', name: '小林' },
        locale: 'zh-CN',
        options: [{ label: '查物流', text: '物流到哪了' }],
        files: [{ name: 'receipt.pdf', type: 'application/pdf', bytes: 10, url: 'https://baton.example/files/f_1' }],
      })
    }
  })

  it('is several when it is long; what can be chosen and what comes along is at its end', () => {
    const parts = api.parts({ ...outgoing, text: 'word '.repeat(1_000) }, account)
    expect(parts).toHaveLength(2)
    expect(parts[0]?.data).toMatchObject({ options: [], files: [] })
    expect(parts[1]?.data).toMatchObject({ options: outgoing.options, files: [file] })
    expect(api.parts({ ...outgoing, text: '' }, account)).toHaveLength(1)
  })

  // Made in the test that reads them: an answer belongs to whoever asked.
  it.each<[status: number, body: string | null, retryAfter: string | null, Sent]>([
    [204, null, null, { as: 'sent', id: KEY }],
    [200, 'thanks', null, { as: 'sent', id: KEY }],
    [410, null, null, { as: 'failed', reason: 'blocked' }],
    [404, null, null, { as: 'failed', reason: 'unknown_address' }],
    [401, null, null, { as: 'failed', reason: 'credentials' }],
    [
      422,
      '{"reason":"window_closed","detail":"too late"}',
      null,
      { as: 'failed', reason: 'window_closed', text: 'too late' },
    ],
    [429, null, '7', { as: 'later', retryAfterMs: 7_000, isOverload: true }],
    [503, null, new Date(NOW + 60_000).toUTCString(), { as: 'later', retryAfterMs: 60_000, isOverload: true }],
    [503, null, 'soon', { as: 'later', isOverload: true }],
    [500, null, null, { as: 'later', isOverload: false }],
  ])('is answered %i %s, Retry-After %s', async (status, body, retryAfter, sent) => {
    const [part] = api.parts(outgoing, account)
    if (!part) throw new Error('no part')
    const headers: Record<string, string> = retryAfter === null ? {} : { 'retry-after': retryAfter }
    const { tools } = outside(() => new Response(body, { status, headers }))
    expect(await api.send(part, { address: 'user-7', key: KEY }, account, tools)).toEqual(sent)
  })

  it('goes nowhere else than where it is sent', async () => {
    const [part] = api.parts(outgoing, account)
    if (!part) throw new Error('no part')
    const { tools } = outside(() => Promise.reject(new OutsideError('redirected')))
    const sent = await api.send(part, { address: 'user-7', key: KEY }, account, tools)
    expect(sent).toEqual({ as: 'failed', reason: 'rejected', text: 'redirected' })
  })

  it('waits when nobody answers', async () => {
    const [part] = api.parts(outgoing, account)
    if (!part) throw new Error('no part')
    const { tools } = outside(() => Promise.reject(new OutsideError('unreachable')))
    expect(await api.send(part, { address: 'user-7', key: KEY }, account, tools)).toEqual({
      as: 'later',
      isOverload: true,
    })
  })
})
