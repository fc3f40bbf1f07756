import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { channelsOf } from '../rooms-of.ts'
import { ADMIN } from '../testing/an-account.ts'
import { pause, until } from '../testing/business.ts'
import { FakeVendor, playVendors } from '../testing/fake-vendor.ts'
import { Room } from '../testing/wire.ts'

playVendors('telegram')

const CUSTOMERS = 10
const ANSWERS = ['answer 1', 'answer 2', 'answer 3']
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

let ahead = 0
beforeEach(() => {
  ahead = 0
  const now = Date.now
  vi.spyOn(Date, 'now').mockImplementation(() => now() + ahead)
})
afterEach(() => {
  vi.restoreAllMocks()
})

/** Ten customers of one account, each with an agent, and a vendor that goes down before three answers to each. */
async function anOutage() {
  const shop = await Room.open()
  const vendor = await FakeVendor.open(shop, 'telegram')
  const all = await Promise.all(
    Array.from({ length: CUSTOMERS }, async (_, n) => {
      const room = Room.in(shop.workspace)
      const address = `customer-${n}`
      await vendor.from(room, address).hear('a human please')
      await until(async () => (await room.state()).holder === 'queue')
      const agent = await room.agent()
      await agent.hello()
      return { room, address, agent }
    }),
  )
  await until(async () => vendor.texts.filter((text) => text === 'LIN is here now.').length === CUSTOMERS)
  vendor.sent.length = 0

  const asked = { isDown: true, times: 0, atOnce: 0, most: 0 }
  vendor.behave = async (_, n) => {
    if (!asked.isDown) return { as: 'sent', id: `v${n}` }
    asked.times += 1
    asked.atOnce += 1
    asked.most = Math.max(asked.most, asked.atOnce)
    await pause(5)
    asked.atOnce -= 1
    return { as: 'later', isOverload: false }
  }
  for (const { agent } of all) {
    for (const text of ANSWERS) {
      const id = agent.say(text)
      await agent.next('ack', (ack) => ack.id === id)
    }
  }
  /** Whatever could be tried has been, and what came of it is written down. */
  const settled = () =>
    until(async () => {
      const dues = all.map(({ room }) =>
        runInDurableObject(room.stub, (_, { storage }) =>
          storage.sql
            .exec<{ due: number }>("SELECT due FROM outbox WHERE target LIKE 'route:%' ORDER BY id LIMIT 1")
            .toArray(),
        ),
      )
      return (await Promise.all(dues)).flat().every(({ due }) => due > Date.now())
    })
  await settled()
  const channels = channelsOf(env, shop.workspace)
  return {
    asked,
    channels,
    /** Time goes by, and whatever is due by then is done. */
    later: async (ms: number) => {
      ahead += ms
      await Promise.all(all.map(({ room }) => runDurableObjectAlarm(room.stub)))
      await settled()
    },
    undelivered: async () => (await channels.undelivered({ after: null, limit: 100 })).undelivered,
    /** What each customer was sent, in order. */
    took: () =>
      all.map(({ address }) => vendor.sent.filter((taken) => taken.address === address).map(({ text }) => text)),
    /** How far staff see each of the answers. */
    states: () =>
      Promise.all(
        all.map(async ({ room }) => {
          const log = await room.log()
          const answers = log.filter(({ kind, by }) => kind === 'message' && by.role === 'agent').map(({ seq }) => seq)
          return answers.map((seq) =>
            log.flatMap((event) =>
              event.kind === 'message.delivery' && event.body.ref === seq
                ? [[event.body.state, ...(event.body.reason ? [event.body.reason] : [])].join(' ')]
                : [],
            ),
          )
        }),
      ),
  }
}

const each = <Value>(value: Value): Value[] => Array.from({ length: CUSTOMERS }, () => value)

test('a vendor that is down for an hour is asked by one at a time, and then everybody has everything, once and in order', async () => {
  const { asked, later, took, states, undelivered } = await anOutage()
  // Until it is known to be down, each may have asked.
  const before = asked.times
  asked.most = 0
  const STEPS = 6
  for (let step = 0; step < STEPS; step++) await later(HOUR_MS / STEPS)
  expect(asked.most).toBe(1)
  expect(asked.times - before).toBeGreaterThan(0)
  // Ten ask in vain each time, were there nobody who says when.
  expect(asked.times - before).toBeLessThanOrEqual(3 * STEPS)
  expect(took()).toEqual(each([]))
  expect(await states()).toEqual(each(ANSWERS.map(() => [])))

  asked.isDown = false
  for (let step = 0; step < 30 && took().flat().length < CUSTOMERS * ANSWERS.length; step++) await later(MINUTE_MS)
  await until(async () => JSON.stringify(await states()) === JSON.stringify(each(ANSWERS.map(() => ['sent']))))
  await later(HOUR_MS)
  expect(took()).toEqual(each(ANSWERS))
  expect(await undelivered()).toEqual([])
})

test('one that is down for more than a day: what was owed is given up, listed, and goes out in order at a word', async () => {
  const { asked, channels, later, took, states, undelivered } = await anOutage()
  await later(25 * HOUR_MS)
  await until(async () => (await undelivered()).length === CUSTOMERS * ANSWERS.length)
  expect(await states()).toEqual(each(ANSWERS.map(() => ['failed gave_up'])))
  const listed = await undelivered()
  expect(new Set(listed.map(({ reason }) => reason))).toEqual(new Set(['gave_up']))
  expect(JSON.stringify(listed)).not.toContain('answer')
  expect(took()).toEqual(each([]))

  asked.isDown = false
  expect(await channels.replay({ ids: 'all', by: ADMIN })).toBe(listed.length)
  await until(async () => {
    await later(MINUTE_MS)
    return took().flat().length >= CUSTOMERS * ANSWERS.length
  })
  expect(took()).toEqual(each(ANSWERS))
  await until(
    async () => JSON.stringify(await states()) === JSON.stringify(each(ANSWERS.map(() => ['failed gave_up', 'sent']))),
  )
  expect(await undelivered()).toEqual([])
})
