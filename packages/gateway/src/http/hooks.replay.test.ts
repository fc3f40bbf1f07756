import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { settings } from '@baton/protocol'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { directoryAddress, routeIdOf } from '../channels/address.ts'
import { metrics } from '../metrics/metrics.ts'
import { directoryOf, sessionOf } from '../rooms-of.ts'
import { lookAtAge } from '../session/retention.ts'
import { provisioned } from '../testing/a-workspace.ts'
import { aCallback, addressOf, eventsAt, hookOf, knock, SPOKEN, saidAt, withNewSecret } from '../testing/hooks.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** By then every isolate has heard of a change. */
const HEARD_OF_MS = 5_000

let workspace: string
beforeAll(async () => {
  workspace = (await provisioned()).workspace.workspace
})

afterEach(() => {
  vi.restoreAllMocks()
})

const moveClock = (by: number): void => {
  const now = Date.now()
  vi.spyOn(Date, 'now').mockReturnValue(now + by)
}

describe.each(SPOKEN)('T-24 %s', (kind) => {
  test('what comes again at the same time, at once, an hour and eight days later is one message', async () => {
    const callback = await aCallback(workspace, kind)
    const address = addressOf(kind, 987_654)
    const request = await hookOf(callback, { from: address, text: 'Where is my parcel?' })
    const together = await Promise.all([1, 2, 3].map(() => knock(callback.path, request)))
    expect(together.map(({ status }) => status)).toEqual([200, 200, 200])
    for (const later of [0, HOUR_MS, 8 * DAY_MS]) {
      moveClock(later)
      // Stored already, or too old to be believed.
      expect([200, 401]).toContain((await knock(callback.path, request)).status)
      vi.restoreAllMocks()
    }
    expect(await saidAt(callback, address)).toEqual(['Where is my parcel?'])
  })

  test('the secret before and the new one are both good while one takes over from the other', async () => {
    const before = await aCallback(workspace, kind)
    const after = await withNewSecret(workspace, before)
    const address = addressOf(kind, 987_655)
    const [old, fresh] = [
      await hookOf(before, { from: address, text: 'by the old one' }),
      await hookOf(after, { from: address, text: 'by the new one' }),
    ]
    moveClock(HEARD_OF_MS)
    for (const request of [old, fresh]) expect((await knock(before.path, request)).status).toBe(200)
    expect(await saidAt(before, address)).toEqual(['by the old one', 'by the new one'])
    vi.restoreAllMocks()
    moveClock(2 * DAY_MS)
    expect((await knock(before.path, old)).status).toBe(401)
  })
})

test.each(['line', 'whatsapp', 'messenger'] as const)(
  'T-24 %s signs no time of its own: what was said too long ago is not heard, and counts',
  async (kind) => {
    const callback = await aCallback(workspace, kind)
    const address = addressOf(kind, 987_656)
    const before = metrics.unheard.samples().find(({ labels }) => labels?.channel === kind)?.value ?? 0
    for (const [days, text] of [
      [7, 'a week ago'],
      [9, 'long ago'],
    ] as const) {
      const request = await hookOf(callback, { from: address, text, at: Date.now() - days * DAY_MS })
      expect((await knock(callback.path, request)).status).toBe(200)
    }
    expect(await saidAt(callback, address)).toEqual(['a week ago'])
    expect(metrics.unheard.samples()).toContainEqual({ labels: { channel: kind }, value: before + 1 })
  },
)

test.each(['wechat', 'whatsapp', 'telegram', 'line', 'messenger'] as const)(
  'T-24 T-34 %s: nobody who was erased is had back by what they said before, and who writes again is somebody new',
  async (kind) => {
    const { workspace: shop } = await provisioned()
    const callback = await aCallback(shop.workspace, kind)
    const address = addressOf(kind, 987_657)
    const account = callback.path.split('/').at(-1) ?? ''
    const ref = directoryAddress({
      channel: kind,
      account,
      route: await routeIdOf(env, shop.workspace, { account, address }),
    })
    const known = async () => (await directoryOf(env, shop.workspace).record({ ref }))?.sessions ?? []
    const first = await hookOf(callback, { from: address, text: 'Where is my parcel?' })
    expect((await knock(callback.path, first)).status).toBe(200)
    const by = { role: 'operator', id: '' } as const
    expect(await directoryOf(env, shop.workspace).erase({ ref, by, reason: 'asked for in writing' })).not.toBeNull()
    moveClock(HEARD_OF_MS)
    expect((await knock(callback.path, first)).status).toBe(200)
    expect(await known()).toEqual([])

    // Also where they are known by then.
    const again = await hookOf(callback, { from: address, text: 'Hello again', at: Date.now() })
    expect((await knock(callback.path, again)).status).toBe(200)
    expect((await knock(callback.path, first)).status).toBe(200)
    expect(await saidAt(callback, address)).toEqual(['Hello again'])
    expect(await known()).toHaveLength(1)
  },
)

test('T-24 who leaves and comes back is no customer by an event of before they were erased', async () => {
  const { workspace: shop } = await provisioned()
  const callback = await aCallback(shop.workspace, 'line')
  const address = 'U987658'
  const coming = await hookOf(callback, { from: address, standing: 'open' })
  const account = callback.path.split('/').at(-1) ?? ''
  const route = await routeIdOf(env, shop.workspace, { account, address })
  const ref = directoryAddress({ channel: 'line', account, route })
  expect((await knock(callback.path, coming)).status).toBe(200)
  const by = { role: 'operator', id: '' } as const
  expect(await directoryOf(env, shop.workspace).erase({ ref, by, reason: 'asked for in writing' })).not.toBeNull()
  moveClock(HEARD_OF_MS)
  expect((await knock(callback.path, coming)).status).toBe(200)
  expect(await directoryOf(env, shop.workspace).record({ ref })).toBeNull()
  // The mark of where they were goes when no vendor tries any longer.
  const marks = () =>
    runInDurableObject(directoryOf(env, shop.workspace), (_, { storage }) =>
      storage.sql.exec('SELECT address FROM departures').toArray(),
    )
  expect(await marks()).toEqual([{ address: ref }])
  moveClock(9 * DAY_MS)
  await runDurableObjectAlarm(directoryOf(env, shop.workspace))
  expect(await marks()).toEqual([])
})

test('T-24 what is no longer kept is not heard again either', async () => {
  const { workspace: shop } = await provisioned({ settings: settings.parse({ retainVisitorDays: 1 }) })
  const callback = await aCallback(shop.workspace, 'telegram')
  const address = '4711'
  const first = await hookOf(callback, { from: address, text: 'the first case' })
  await knock(callback.path, first)
  // What the bot had to say is delivered, and nothing is written to this case any more.
  const isDelivered = async () => (await eventsAt(callback, address)).some(({ kind }) => kind === 'message.delivery')
  await vi.waitUntil(isDelivered, 10_000)

  const account = callback.path.split('/').at(-1) ?? ''
  const route = await routeIdOf(env, shop.workspace, { account, address })
  const ref = directoryAddress({ channel: 'telegram', account, route })
  const [session = ''] = (await directoryOf(env, shop.workspace).record({ ref }))?.sessions ?? []
  const stub = sessionOf(env, shop.workspace, session)
  // The case is over, and everything so far eight days old.
  await runInDurableObject(stub, ({ core }, { storage }) => {
    const { case: it } = core.ledger.state
    const body = { caseId: it?.id ?? '', reason: 'silence' } as const
    const by = { role: 'system', id: 'session' } as const
    core.commit([{ kind: 'case.closed', id: `close:${it?.id}`, by, audience: 'all', body }])
    storage.sql.exec("UPDATE events SET event = json_set(event, '$.at', (event ->> '$.at') - ?)", 8 * DAY_MS)
    const closed = core.ledger.state.case
    if (!closed) throw new Error('there was no case')
    closed.openedAt -= 8 * DAY_MS
    closed.lastAt -= 8 * DAY_MS
    closed.closedAt = (closed.closedAt ?? 0) - 8 * DAY_MS
  })
  await knock(callback.path, await hookOf(callback, { from: address, text: 'the second case' }))
  await runInDurableObject(stub, ({ core }) => lookAtAge(core, Date.now))
  expect(await saidAt(callback, address)).toEqual(['the second case'])

  expect((await knock(callback.path, first)).status).toBe(200)
  expect(await saidAt(callback, address)).toEqual(['the second case'])
})
