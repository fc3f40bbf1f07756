import { env } from 'cloudflare:workers'
import { problem } from '@baton/protocol'
import { expect, test, vi } from 'vitest'
import { GATEWAY, post, SHOP } from '../testing/a-workspace.ts'
import { objectsAlive } from '../testing/objects.ts'
import { UNKNOWN_IP } from './client-ip.ts'
import { FloodGuard, JOINS, LOGINS } from './flood-guard.ts'

const { JOIN_LIMIT: _join, LOGIN_LIMIT: _login, ...alone } = env
const own = { origin: GATEWAY }
const anIp = () => `2001:db8:${crypto.randomUUID().slice(0, 4)}:${crypto.randomUUID().slice(0, 4)}::1`

/** How many of `tries` pass, at one moment. */
async function passing(guard: FloodGuard, ip: string, tries: number, limiter?: RateLimit, now = 0): Promise<number> {
  let passed = 0
  for (let n = 0; n < tries; n += 1) {
    await guard.pass(limiter, ip, now).then(
      () => {
        passed += 1
      },
      () => undefined,
    )
  }
  return passed
}

test('one address has its share of a window, and the next window a new one; another address is not concerned', async () => {
  const guard = new FloodGuard(LOGINS)
  expect(await passing(guard, '192.0.2.1', 70)).toBe(60)
  expect(await passing(guard, '192.0.2.2', 1)).toBe(1)
  expect(await passing(guard, '192.0.2.1', 1, undefined, 59_999)).toBe(0)
  expect(await passing(guard, '192.0.2.1', 1, undefined, 60_000)).toBe(1)
})

test('addresses of one line are one', async () => {
  const guard = new FloodGuard(LOGINS)
  expect(await passing(guard, '2001:db8::1', 60)).toBe(60)
  expect(await passing(guard, '2001:db8::ffff:2', 1)).toBe(0)
})

test('where no address is known, joins are left to later limits and sign-ins share one', async () => {
  expect(await passing(new FloodGuard(JOINS), UNKNOWN_IP, 500)).toBe(500)
  expect(await passing(new FloodGuard(LOGINS), UNKNOWN_IP, 200)).toBe(120)
})

test('should the platform’s limiter not answer, the isolate counts', async () => {
  const log = vi.spyOn(console, 'warn').mockReturnValue(undefined)
  const silent = { limit: () => Promise.reject(new Error('no limiter')) }
  expect(await passing(new FloodGuard(LOGINS), '192.0.2.3', 70, silent)).toBe(60)
  log.mockRestore()
})

test.each([
  ['the platform’s limiter', env],
  ['an isolate of its own', alone],
])('T-30 a flood of sign-ins is turned away by %s before anything is read or woken', async (_who, bindings) => {
  const ip = anIp()
  const before = await objectsAlive()
  // Not even JSON: what is turned away was not read, and what is read is not signed in.
  const tries = Array.from({ length: 140 }, () => post('/v1/desk/login', 'x', own, { ip, bindings }))
  const answers = await Promise.all(tries)
  const refused = answers.filter(({ status }) => status === 429)
  // The platform's window may have turned in between.
  expect(refused.length).toBeGreaterThanOrEqual(20)
  expect(refused[0]?.headers.get('retry-after')).toMatch(/^\d+$/)
  expect(problem.parse(await refused[0]?.json())).toMatchObject({ code: 'rate_limited', retryable: true })
  expect(await objectsAlive()).toBe(before)
})

test('T-30 a flood of joins is turned away, readably for the page that asked', async () => {
  const ip = anIp()
  const tries = Array.from({ length: 450 }, () =>
    post('/v1/join', { siteKey: 'demo.forged' }, { origin: SHOP }, { ip, bindings: alone }),
  )
  const statuses = (await Promise.all(tries)).map(({ status, headers }) => [
    status,
    headers.get('access-control-allow-origin'),
  ])
  expect(statuses.filter(([status]) => status === 401)).toHaveLength(200)
  expect(statuses.at(-1)).toEqual([429, SHOP])
})
