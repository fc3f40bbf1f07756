import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Platform } from '../platform.ts'
import { createOrigin, type Origin } from '../testing/origin.ts'
import { joinSite } from './site.ts'

type Answer = [status: number, body: object | string]

let asked: { url: string; body: Record<string, unknown> }[]
let answers: Answer[]
let zone: string | null
let origin: Origin
let kept: Map<string, string>

beforeEach(() => {
  asked = []
  answers = []
  zone = null
  origin = createOrigin()
  kept = new Map()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
})
afterEach(() => vi.unstubAllGlobals())

const fetch: Platform['fetch'] = async (url, init) => {
  asked.push({ url, body: JSON.parse(String(init.body)) })
  const [status, body] = answers.shift() ?? [503, {}]
  return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status })
}
const join = (device = 'd_1'): Answer => [200, { ticket: 't', device, session: 's_1', business: 'Shop', locale: 'en' }]
const refused = (code: string, status: number): Answer => [
  status,
  { type: 'about:blank', title: 'No.', status, code, retryable: false },
]
const open = (over: object = {}) =>
  joinSite({
    gateway: 'https://chat.example/',
    siteKey: 'pk_1',
    platform: { fetch, timeZone: () => zone, ...origin },
    ...over,
  })

it('joins, keeps the credential and brings it the next time', async () => {
  answers = [join(), join()]
  const site = open({ locale: 'zh-CN', token: async () => 'jwt' })
  expect(await site.join()).toMatchObject({ url: 'wss://chat.example/v1/session', ticket: 't', business: 'Shop' })
  await site.join()
  const first = { siteKey: 'pk_1', locale: 'zh-CN', token: 'jwt' }
  expect(asked).toEqual([
    { url: 'https://chat.example/v1/join', body: first },
    { url: 'https://chat.example/v1/join', body: { ...first, device: 'd_1' } },
  ])
  expect(kept.get('baton:pk_1')).toBe('d_1')
})

it('says where its clock stands', async () => {
  answers = [join()]
  zone = 'Asia/Shanghai'
  await open().join()
  expect(asked[0]?.body).toEqual({ siteKey: 'pk_1', timeZone: 'Asia/Shanghai' })
})

it('joins anew, once, when the credential is refused', async () => {
  kept.set('baton:pk_1', 'old')
  answers = [refused('unauthenticated', 401), join('new')]
  await open().join()
  expect(asked.map(({ body }) => body.device)).toEqual(['old', undefined])
  expect(kept.get('baton:pk_1')).toBe('new')
})

it('does not give up a credential when nothing else works either', async () => {
  kept.set('baton:pk_1', 'old')
  answers = [refused('unauthenticated', 401), refused('unauthenticated', 401)]
  await expect(open().join()).rejects.toMatchObject({ code: 'unauthenticated', retryable: false })
  expect(kept.get('baton:pk_1')).toBe('old')
})

it.each([
  ['the code of the problem', refused('origin_forbidden', 403), 'origin_forbidden', false],
  ['a gateway that is not there', [502, '<html>'] as Answer, 'network', true],
  ['an answer without a problem', [503, {}] as Answer, 'unavailable', true],
  ['an answer without a ticket', [200, {}] as Answer, 'network', true],
])('rejects with %s', async (_, answer, code, retryable) => {
  answers = [answer]
  await expect(open().join()).rejects.toMatchObject({ code, retryable })
})

it('makes one customer of two tabs that join at once', async () => {
  answers = [join('d_1'), join('d_2')]
  await Promise.all([open().join(), open().join()])
  expect(asked.map(({ body }) => body.device)).toEqual([undefined, 'd_1'])
})

it('works where storage is forbidden', async () => {
  vi.stubGlobal('localStorage', undefined)
  answers = [join(), join()]
  const site = open()
  await site.join()
  await site.join()
  expect(asked[1]?.body.device).toBe('d_1')
})

it('leaves nothing behind after a reset', async () => {
  answers = [join()]
  const site = open()
  await site.join()
  const store = await origin.store('baton:pk_1')
  await store.put({ id: 'a', owner: null, command: { kind: 'message', text: 'x' }, at: 1, problem: null })
  await store.mark({ owner: 's_1', epoch: 'e_1', seq: 1 })
  await site.reset()
  expect(kept.size).toBe(0)
  expect(await store.sends()).toEqual([])
  expect(await store.cursor()).toBe(null)
})

it('T-08 has the gateway take the device back at a reset, and forgets it even if nobody answers', async () => {
  answers = [join(), [503, {}]]
  const site = open()
  await site.join()
  await site.reset()
  expect(asked.at(-1)).toEqual({ url: 'https://chat.example/v1/leave', body: { siteKey: 'pk_1', device: 'd_1' } })
  expect(kept.size).toBe(0)
  await site.reset()
  expect(asked).toHaveLength(2)
})

it('is a new visitor when the device was revoked, and stays out when the token was', async () => {
  kept.set('baton:pk_1', 'old')
  answers = [refused('revoked', 401), join('new')]
  await open().join()
  expect(asked.map(({ body }) => body.device)).toEqual(['old', undefined])
  answers = [refused('revoked', 401), refused('revoked', 401)]
  const site = open({ token: async () => 'jwt' })
  await expect(site.join()).rejects.toMatchObject({ code: 'revoked', retryable: false })
  expect(kept.size).toBe(0)
  expect(asked.every(({ body }) => body.token === undefined || body.token === 'jwt')).toBe(true)
})

it('never joins as a visitor when the page could not get its token', async () => {
  kept.set('baton:pk_1', 'd_1')
  const site = open({
    token: async () => {
      throw new Error('secret of the page')
    },
  })
  const problem = await site.join().catch((error: unknown) => error)
  expect(problem).toMatchObject({ code: 'unauthenticated', retryable: true })
  expect(String(problem)).not.toContain('secret of the page')
  expect(asked).toEqual([])
})
