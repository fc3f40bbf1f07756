import { env } from 'cloudflare:workers'
import { joinResponse, type Profile, problem, type SessionTicket } from '@baton/protocol'
import { type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'
import { beforeAll, expect, test } from 'vitest'
import { NEWCOMERS } from '../directory/newcomers.ts'
import { call, post, provisioned, SHOP } from '../testing/a-workspace.ts'
import { objectsAlive } from '../testing/objects.ts'
import { keyFor } from './secrets.ts'
import { verifyTicket } from './tickets.ts'

type Provisioned = Awaited<ReturnType<typeof provisioned>>
let shop: Provisioned
let other: Provisioned
beforeAll(async () => {
  shop = await provisioned()
  other = await provisioned()
})

const join = (body: object, origin: string | null = SHOP): Promise<Response> =>
  post('/v1/join', { siteKey: shop.siteKey, ...body }, origin === null ? {} : { origin })

async function joined(
  body: object = {},
): Promise<{ device: string; session: string; profile: Profile; ticket: SessionTicket }> {
  const answer = await join(body)
  expect(answer.status).toBe(200)
  const { ticket, ...rest } = joinResponse.parse(await answer.json())
  const claims = await verifyTicket(env, ticket)
  if (claims.room !== 'session' || !claims.profile) throw new Error('not a ticket of a customer')
  return { ...rest, profile: claims.profile, ticket: claims }
}

const hostToken = (claims: JWTPayload, { key = shop.workspace.hostKey, header = {}, expires = '5m' } = {}) =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', ...header })
    .setAudience('baton')
    .setIssuedAt()
    .setExpirationTime(expires)
    .sign(new TextEncoder().encode(key))

const refusal = async (answer: Response) => {
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  return { status: answer.status, code: problem.parse(await answer.json()).code }
}

test('a visitor gets a ticket for this origin and a session of 160 bits', async () => {
  const answer = await join({ locale: 'zh-TW' })
  expect(answer.headers.get('access-control-allow-origin')).toBe(SHOP)
  expect(answer.headers.get('vary')).toBe('Origin')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const body = joinResponse.parse(await answer.json())
  expect(body).toMatchObject({
    business: 'Test & Sons',
    locale: 'zh-TW',
    session: expect.stringMatching(/^[\w-]{27}$/),
  })
  expect(await verifyTicket(env, body.ticket)).toMatchObject({
    room: 'session',
    role: 'customer',
    workspace: shop.workspace.workspace,
    origin: SHOP,
    session: body.session,
    name: null,
    profile: { verified: false, name: null, hostId: null, tier: null, attributes: {}, locale: 'zh-TW' },
  })
})

test('what a browser says of itself is read as coarsely as it is kept, and what nobody knows is left out', async () => {
  const agent = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Mobile/15E148 Safari/604.1'
  const seenAs = async (timeZone: string) => {
    const answer = await post('/v1/join', { siteKey: shop.siteKey, timeZone }, { origin: SHOP, 'user-agent': agent })
    const claims = await verifyTicket(env, joinResponse.parse(await answer.json()).ticket)
    return 'seen' in claims ? claims.seen : null
  }
  const device = { kind: 'phone', browser: 'safari' }
  expect(await seenAs('asia/shanghai')).toEqual({ timeZone: 'Asia/Shanghai', device })
  expect(await seenAs('Moon/Base')).toEqual({ device })
  expect(await refusal(await join({ timeZone: 'x'.repeat(65) }))).toEqual({ status: 400, code: 'request_malformed' })
})

test('a browser asks first, and any page may hear the answer', async () => {
  const answer = await call('/v1/join', { method: 'OPTIONS', headers: { origin: SHOP } })
  expect(answer.status).toBe(204)
  expect(answer.headers.get('access-control-allow-methods')).toBe('POST')
  expect(answer.headers.get('access-control-allow-headers')).toBe('content-type')
  expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
})

test('a device that comes back has its session again, and nobody else does', async () => {
  const [first, stranger] = [await joined(), await joined()]
  const again = await joined({ device: first.device })
  expect(again.session).toBe(first.session)
  expect(again.profile.id).toBe(first.profile.id)
  expect(stranger.session).not.toBe(first.session)
})

test('a token of the host site opens the same session on every device, with what it vouches for', async () => {
  const token = await hostToken({
    sub: 'cus-7',
    name: '王小明',
    tier: 'gold',
    memberSince: '2021',
    points: 12,
    nested: {},
  })
  const phone = await joined({ token })
  const laptop = await joined({ token })
  expect(laptop.session).toBe(phone.session)
  expect(phone.ticket.name).toBe('王小明')
  expect(phone.profile).toMatchObject({ hostId: 'cus-7', name: '王小明', verified: true, tier: 'gold' })
  expect(phone.profile.attributes).toEqual({ memberSince: '2021', points: 12 })
})

test('what a host vouches for passes the masking door, and is bounded', async () => {
  const card = '4111 1111 1111 1111'
  const claims = {
    sub: 'cus-8',
    name: `Li ${card}`,
    tier: card,
    note: `${'x'.repeat(190)} ${card}`,
    paidWith: 4111111111111111,
    rounded: 4e19,
    long: 'y'.repeat(300),
    vip: true,
    ...Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`a${n}`, n])),
  }
  const { profile, ticket } = await joined({ token: await hostToken(claims) })
  expect(JSON.stringify([profile, ticket])).not.toMatch(/4111.?1111/)
  expect(profile.tier).toBe('[card •••• 1111]')
  expect(ticket.name).toBe('Li [card •••• 1111]')
  expect(profile.attributes).toMatchObject({ paidWith: '[card •••• 1111]', long: 'y'.repeat(200), vip: true, a0: 0 })
  expect(profile.attributes).not.toHaveProperty('rounded')
  expect(Object.keys(profile.attributes)).toHaveLength(20)
})

test('T-30 one address may be sixty new visitors a minute; who comes back and who is vouched for is not counted', async () => {
  const known = await joined()
  const directory = env.DIRECTORY.getByName(shop.workspace.workspace)
  const profile = { hostId: null, name: null, verified: false, tier: null, attributes: {}, locale: 'en' as const }
  const ip = '192.0.2.9'
  for (let n = 0; n < NEWCOMERS.perIp; n += 1) {
    expect(await directory.customer({ address: null, device: null, ip, profile })).toHaveProperty('session')
  }
  const via = (body: object, from = ip) =>
    post('/v1/join', { siteKey: shop.siteKey, ...body }, { origin: SHOP }, { ip: from })
  const refused = await via({})
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50)
  expect(await refusal(refused)).toEqual({ status: 429, code: 'rate_limited' })
  expect((await via({ device: known.device })).status).toBe(200)
  expect((await via({ token: await hostToken({ sub: 'new-here' }) })).status).toBe(200)
  expect((await via({}, '192.0.2.10')).status).toBe(200)
})

test('a visitor who signs in keeps the session; another account on that device gets another', async () => {
  const visitor = await joined()
  const first = await joined({ device: visitor.device, token: await hostToken({ sub: `a-${visitor.session}` }) })
  const second = await joined({ device: visitor.device, token: await hostToken({ sub: `b-${visitor.session}` }) })
  expect(first.session).toBe(visitor.session)
  expect(second.session).not.toBe(visitor.session)
})

test('a device alone does not open what was said while signed in', async () => {
  const account = await joined({ token: await hostToken({ sub: 'signed-in-once' }) })
  const later = await joined({ device: account.device })
  expect(later.session).not.toBe(account.session)
  expect(later.profile.verified).toBe(false)
})

test('T-13 claiming a name without a token changes nothing', async () => {
  const account = await joined({ token: await hostToken({ sub: 'victim', name: 'Victim' }) })
  const claim = { sub: 'victim', name: 'Victim', address: 'user:victim', session: account.session, verified: true }
  const attacker = await joined({ ...claim, profile: claim })
  expect(attacker.session).not.toBe(account.session)
  expect(attacker.profile).toMatchObject({ verified: false, name: null, hostId: null })
})

const table: [string, () => Promise<string> | string][] = [
  ['signed with another key', () => hostToken({ sub: 'x' }, { key: crypto.randomUUID() })],
  ['of another workspace', () => hostToken({ sub: 'x' }, { key: other.workspace.hostKey })],
  ['expired beyond the leeway', () => hostToken({ sub: 'x' }, { expires: '-2m' })],
  [
    'without a signature',
    () => new UnsecuredJWT({ sub: 'x', aud: 'baton' }).setIssuedAt().setExpirationTime('5m').encode(),
  ],
  ['without a subject', () => hostToken({})],
  ['with an empty subject', () => hostToken({ sub: '' })],
  ['that brings its own key', () => hostToken({ sub: 'x' }, { header: { jku: 'https://evil.example/keys' } })],
  ['for another audience', () => bare({ sub: 'x', aud: 'bathtub', exp: soon(300), iat: soon(0) })],
  ['without an end', () => bare({ sub: 'x', aud: 'baton', iat: soon(0) })],
  ['without a beginning', () => bare({ sub: 'x', aud: 'baton', exp: soon(300) })],
  ['older than a day', () => bare({ sub: 'x', aud: 'baton', iat: soon(-90_000), exp: soon(300) })],
  ['of another algorithm', () => bare({ sub: 'x', aud: 'baton', iat: soon(0), exp: soon(300) }, 'HS512')],
  ['that is noise', () => 'x.y.z'],
]
const soon = (seconds: number): number => Math.floor(Date.now() / 1_000) + seconds
const bare = (claims: JWTPayload, alg = 'HS256') =>
  new SignJWT(claims)
    .setProtectedHeader({ alg })
    .sign(new TextEncoder().encode(`${shop.workspace.hostKey.padEnd(64, '-')}`.slice(0, alg === 'HS256' ? 36 : 64)))

test.each(table)('a host token %s is refused', async (_name, token) => {
  expect(await refusal(await join({ token: await token() }))).toEqual({ status: 401, code: 'unauthenticated' })
})

test('a host token just over its end is taken, for clocks differ', async () => {
  expect((await join({ token: await hostToken({ sub: 'late' }, { expires: '-30s' }) })).status).toBe(200)
})

test('the device of another workspace, a forged and an old one open nothing', async () => {
  const victim = await joined()
  const sign = async (claims: JWTPayload, purpose: string, end: string) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', typ: 'baton-device' })
      .setExpirationTime(end)
      .sign(await keyFor(env.BATON_SECRET, purpose))
  const w = shop.workspace.workspace
  const devices = {
    foreign: await sign({ w: other.workspace.workspace, s: victim.session }, 'device', '1d'),
    forged: await sign({ w, s: victim.session }, 'ticket', '1d'),
    old: await sign({ w, s: victim.session }, 'device', '-1s'),
    noise: 'noise',
  }
  for (const [name, device] of Object.entries(devices)) {
    expect((await joined({ device })).session, name).not.toBe(victim.session)
  }
})

test('T-30 a bad site key, body or size is refused before any object is touched', async () => {
  const before = await objectsAlive()
  const keys = [
    '',
    'x',
    'nobody.AAAAAAAAAAAAAAAAAAAAAA',
    `${shop.siteKey}x`,
    shop.siteKey.replace(/^w/, 'v'),
    `.${shop.siteKey}`,
  ]
  for (const siteKey of keys) expect((await refusal(await join({ siteKey }))).code, siteKey).toBe('unauthenticated')
  const malformed = await refusal(await call('/v1/join', { method: 'POST', body: '{', headers: { origin: SHOP } }))
  expect(malformed).toEqual({ status: 400, code: 'request_malformed' })
  expect((await refusal(await join({ token: 'x'.repeat(8_001) }))).code).toBe('request_malformed')
  const large = await join({ padding: 'x'.repeat(16 * 1024) })
  expect(await large.clone().json()).toMatchObject({ detail: expect.stringContaining('16384') })
  expect((await refusal(large)).code).toBe('request_malformed')
  expect(await objectsAlive()).toBe(before)
})
