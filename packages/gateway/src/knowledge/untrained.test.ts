import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, inject, test } from 'vitest'
import { directoryOf, knowledgeOf } from '../rooms-of.ts'
import { aWorkspace } from '../testing/a-workspace.ts'
import { relayPack } from '../testing/relay-pack.ts'
import { Room } from '../testing/wire.ts'

/** A workspace whose first pack was published a moment ago and is not trained yet. */
async function justPublished(): Promise<string> {
  const { pack, ...rest } = aWorkspace({
    businessApi: { url: inject('businessUrl'), token: 'business' },
    agents: [],
    pack: relayPack,
  })
  const knowledge = knowledgeOf(env, rest.workspace)
  await runInDurableObject(knowledge, async (room, { storage }) => {
    await room.publish(pack)
    storage.sql.exec("UPDATE timers SET due = ? WHERE kind = 'train'", Date.now() + 3_600_000)
    await storage.deleteAlarm()
  })
  await directoryOf(env, rest.workspace).provision(rest)
  return rest.workspace
}

test('until the first model is there the bot answers by articles and exact phrasings, and gets a person who is asked for', async () => {
  const workspace = await justPublished()
  expect((await knowledgeOf(env, workspace).currentRelease())?.model).toBeNull()
  const room = Room.in(workspace)
  const customer = await room.customer()
  customer.say('how long does shipping take')
  expect((await customer.bot()).body.citations).toMatchObject([{ article: 'shipping-time' }])
  // One of the pack's own phrasings starts its flow.
  customer.say('查订单')
  await customer.bot()
  const decided = (await room.log()).filter((event) => event.kind === 'bot.decided')
  expect(decided.map(({ body }) => body.intent?.id ?? null)).toContain('order_status')
  expect(new Set(decided.map(({ body }) => body.snapshot))).toEqual(
    new Set([(await knowledgeOf(env, workspace).currentRelease())?.version]),
  )
  customer.say('转人工')
  await customer.event('handoff.requested')
})
