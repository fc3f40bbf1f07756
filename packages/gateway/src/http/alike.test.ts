import { env } from 'cloudflare:workers'
import { beforeAll, expect, test } from 'vitest'
import { call, GATEWAY, post, provisioned, SHOP } from '../testing/a-workspace.ts'
import { isKnownWorkspace } from './known-workspace.ts'
import { opaque } from './secrets.ts'

let shop: Awaited<ReturnType<typeof provisioned>>
beforeAll(async () => {
  shop = await provisioned()
  await isKnownWorkspace(env, 'nobody') // the register itself
})

const TRIES = 500

/** The middle of the times of `TRIES` of each, taken in turn so that whatever the machine does meets both. */
async function medians(ask: readonly (() => Promise<Response>)[]): Promise<number[]> {
  const times = ask.map((): number[] => [])
  for (let n = 0; n < TRIES; n += 1) {
    for (const [at, each] of ask.entries()) {
      const start = performance.now()
      await (await each()).arrayBuffer()
      times[at]?.push(performance.now() - start)
    }
  }
  return times.map((each) => each.sort((a, b) => a - b)[TRIES >> 1] ?? 0)
}

/** Each request has an id of its own, always as long. */
const withoutRequest = (body: string): string => body.replace(/"request":"[\w-]{36}"/, '')

const seen = async (answer: Response): Promise<unknown> => [
  answer.status,
  withoutRequest(await answer.text()),
  answer.headers.get('content-type'),
  answer.headers.get('set-cookie'),
]

/** Both answer the same, byte for byte, and in about the same time. The bound is wide: a shared machine is no laboratory. */
async function expectAlike(one: () => Promise<Response>, other: () => Promise<Response>): Promise<void> {
  expect(await seen(await one())).toEqual(await seen(await other()))
  const [first = 0, second = 0] = await medians([one, other])
  // The clock ticks in milliseconds.
  expect(Math.max(first, second)).toBeLessThan(4 * Math.min(first, second) + 2)
}

test('T-38 a workspace that is there and one that is not refuse a forged site key alike', async () => {
  const mac = 'A'.repeat(22)
  const join = (workspace: string) => () => post('/v1/join', { siteKey: `${workspace}.${mac}` }, { origin: SHOP })
  await expectAlike(
    join(shop.workspace.workspace),
    join(`w-${opaque().slice(0, 18).toLowerCase().replaceAll('_', '0')}`),
  )
})

test('T-38 a sign-in that is over, one of nobody and one of a workspace that is not there are alike', async () => {
  const token = opaque()
  const me = (workspace: string) => () =>
    call('/v1/desk/me', { headers: { origin: GATEWAY, cookie: `__Host-baton-desk=${workspace}.${token}` } })
  await expectAlike(me(shop.workspace.workspace), me('not-there'))
})

test('T-38 a device of another visitor, of another workspace and of nobody open the same: a visitor of one’s own', async () => {
  const other = await provisioned()
  const device = async (siteKey: string, given?: string) =>
    (await (await post('/v1/join', { siteKey, ...(given && { device: given }) }, { origin: SHOP })).json()) as {
      device: string
      session: string
    }
  const victim = await device(other.siteKey)
  const [foreign, none] = [await device(shop.siteKey, victim.device), await device(shop.siteKey, 'noise')]
  expect(new Set([victim.session, foreign.session, none.session]).size).toBe(3)
  expect(Object.keys(foreign)).toEqual(Object.keys(none))
})
