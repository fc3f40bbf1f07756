import {
  createExecutionContext,
  createMessageBatch,
  createScheduledController,
  getQueueResult,
  runInDurableObject,
  waitOnExecutionContext,
} from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { problem, roundsResponse } from '@baton/protocol'
import { expect, test, vi } from 'vitest'
import type { Env } from '../env.ts'
import { floorOf, registerOf } from '../rooms-of.ts'
import { post } from '../testing/a-workspace.ts'
import worker from '../worker.ts'

const ADMIN = { authorization: `Bearer ${env.ADMIN_TOKEN}` }

/** A workspace whose floor has a timer that is due, and an alarm the platform has given up. */
async function forgotten(name: string = crypto.randomUUID().slice(0, 18)): Promise<string> {
  const workspace = `r-${name}`
  await registerOf(env).enlist(workspace)
  await runInDurableObject(floorOf(env, workspace), async (_room, { storage }) => {
    storage.sql.exec(
      "INSERT INTO timers (kind, key, due) VALUES ('outbox', '', 1), ('floor', '', ?)",
      Date.now() + 3_600_000,
    )
    await storage.deleteAlarm()
  })
  return workspace
}

/** Whether what was due was done, and an alarm is set for the rest. */
const isLookedAfter = (workspace: string): Promise<boolean> =>
  runInDurableObject(floorOf(env, workspace), async (_room, { storage }) => {
    const due = storage.sql.exec("SELECT 1 FROM timers WHERE kind = 'outbox'").toArray().length
    return due === 0 && (await storage.getAlarm()) !== null
  })

async function receive(bodies: unknown[], bindings: Env = env) {
  const messages = bodies.map((body, n) => ({ id: `m${n}`, timestamp: new Date(), attempts: 1, body }))
  const batch = createMessageBatch('baton-rounds', messages)
  const context = createExecutionContext()
  await worker.queue(batch, bindings)
  return getQueueResult(batch, context)
}

test('the cron brings every workspace to the queue, and the queue to its floor', async () => {
  const workspaces = await Promise.all([forgotten(), forgotten(), forgotten()])
  const context = createExecutionContext()
  await worker.scheduled(createScheduledController({ cron: '7 * * * *' }), env)
  await waitOnExecutionContext(context)
  await vi.waitUntil(async () => (await Promise.all(workspaces.map(isLookedAfter))).every(Boolean), {
    timeout: 20_000,
    interval: 50,
  })
})

test('more workspaces than one batch holds are sent in several, each once', async () => {
  const sent: string[][] = []
  const names = Array.from({ length: 250 }, (_, n) => `w${String(n).padStart(3, '0')}`)
  const enlisted = async ({ after, limit }: { after: string; limit: number }) =>
    names.filter((name) => name > after).slice(0, limit)
  const many = {
    ...env,
    DIRECTORY: { getByName: () => ({ enlisted }) },
    ROUNDS: {
      sendBatch: async (batch: { body: { workspace: string } }[]) => sent.push(batch.map((m) => m.body.workspace)),
    },
  } as unknown as Env
  await worker.scheduled(createScheduledController(), many)
  expect(sent.map((batch) => batch.length)).toEqual([100, 100, 50])
  expect(sent.flat()).toEqual(names)
})

test('a message twice does no more than once', async () => {
  const workspace = await forgotten()
  const result = await receive([{ workspace }, { workspace }])
  expect(result.explicitAcks).toEqual(['m0', 'm1'])
  expect(await isLookedAfter(workspace)).toBe(true)
})

test('a message nobody can use is taken off with a line in the log, and wakes nobody', async () => {
  const log = vi.spyOn(console, 'error').mockReturnValue(undefined)
  const workspace = await forgotten()
  const bad = [null, 'x', {}, { workspace: 'UPPER' }, { workspace: `gone-${crypto.randomUUID().slice(0, 8)}` }]
  const result = await receive([...bad, { workspace }])
  expect(result.explicitAcks).toHaveLength(6)
  expect(result.retryMessages).toEqual([])
  expect(log).toHaveBeenCalledTimes(5)
  expect(await isLookedAfter(workspace)).toBe(true)
  log.mockRestore()
})

test('a floor that cannot be reached is tried again later; the others of its batch are not', async () => {
  const log = vi.spyOn(console, 'warn').mockReturnValue(undefined)
  const [workspace, silent] = await Promise.all([forgotten(), forgotten()])
  const FLOOR = {
    getByName: (name: string) =>
      name === silent ? { lookAtTimers: () => Promise.reject(new Error('overloaded')) } : env.FLOOR.getByName(name),
  }
  const result = await receive([{ workspace }, { workspace: silent }], { ...env, FLOOR } as unknown as Env)
  expect(result.explicitAcks).toEqual(['m0'])
  expect(result.retryMessages).toEqual([{ msgId: 'm1' }])
  expect(log.mock.calls.join()).not.toContain('overloaded')
  log.mockRestore()
})

test('on one box the operator makes the rounds, page by page to the end', async () => {
  const mark = `a${crypto.randomUUID().slice(0, 8)}`
  const workspaces = await Promise.all([`${mark}-1`, `${mark}-2`, `${mark}-3`].map(forgotten))
  const go = async (after: string) =>
    roundsResponse.parse(await (await post('/v1/admin/rounds', { after, limit: 2 }, ADMIN)).json())
  const first = await go(`r-${mark}`)
  expect(first).toEqual({ visited: 2, failed: [], next: workspaces[1] })
  const second = await go(first.next ?? '')
  expect(second.visited).toBeGreaterThanOrEqual(1)
  expect(await Promise.all(workspaces.map(isLookedAfter))).toEqual([true, true, true])
  expect(await go('zzzz')).toEqual({ visited: 0, failed: [], next: null })
})

test('the rounds are for whoever runs the gateway, and no longer than a page', async () => {
  expect((await post('/v1/admin/rounds', {})).status).toBe(401)
  const long = await post('/v1/admin/rounds', { limit: 101 }, ADMIN)
  expect(problem.parse(await long.json()).detail).toContain('limit: ')
})
