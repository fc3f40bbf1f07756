import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import type { KnowledgeStatus, Pack } from '@baton/protocol'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Env } from '../env.ts'
import { knowledgeOf } from '../rooms-of.ts'
import { tinyPack } from '../testing/a-workspace.ts'
import { trained } from '../testing/published.ts'
import { KNOWLEDGE_MIGRATIONS } from './schema.ts'

const HOUR_MS = 3_600_000

let workspace: string
let knowledge: ReturnType<typeof knowledgeOf>
beforeEach(() => {
  workspace = `k-${crypto.randomUUID().slice(0, 18)}`
  knowledge = knowledgeOf(env, workspace)
})

const taught = (phrasing: string): Pack => ({
  ...tinyPack,
  intents: tinyPack.intents.map((each) => ({
    ...each,
    phrasings: { ...each.phrasings, en: [...each.phrasings.en, phrasing] },
  })),
})
const status = async (): Promise<KnowledgeStatus> => {
  const told = await knowledge.status()
  if (!told) throw new Error('there is always a status')
  return told
}
const foldsDone = async () => (await status()).training?.fold ?? null

/** Holds the alarm back, so that a test rings it. */
const hold = () =>
  runInDurableObject(knowledge, async (_room, { storage }) => {
    storage.sql.exec("UPDATE timers SET due = ? WHERE kind = 'train'", Date.now() + HOUR_MS)
    await storage.deleteAlarm()
  })
/** Lets it go on by itself, and waits until it is done. */
const letGo = async () => {
  await runInDurableObject(knowledge, async (_room, { storage }) => {
    storage.sql.exec("UPDATE timers SET due = 1 WHERE kind = 'train'")
    await storage.setAlarm(Date.now())
  })
  return trained(workspace)
}
const ring = () =>
  runInDurableObject(knowledge, async (room, { storage }) => {
    storage.sql.exec('UPDATE timers SET due = 1')
    await room.alarm()
    storage.sql.exec("UPDATE timers SET due = ? WHERE kind = 'train'", Date.now() + HOUR_MS)
    await storage.deleteAlarm()
  })
const failing = (bindings: Partial<Env>) =>
  runInDurableObject(knowledge, (room) => {
    Object.defineProperty(room, 'env', { value: { ...env, ...bindings }, configurable: true })
  })

test('one fold is done in an alarm, and kept: after an eviction it goes on where it was', async () => {
  await knowledge.publish(tinyPack)
  await hold()
  expect(await foldsDone()).toBe(0)
  await ring()
  await ring()
  expect(await foldsDone()).toBe(2)
  await evictDurableObject(knowledge)
  expect(await foldsDone()).toBe(2)
  await ring()
  expect(await foldsDone()).toBe(3)
  expect(await letGo()).toBe('current')
  const parts = await runInDurableObject(knowledge, (_room, { storage }) =>
    storage.sql.exec<{ name: string }>('SELECT DISTINCT name FROM parts ORDER BY name').toArray(),
  )
  expect(parts.map(({ name }) => name.split('/')[0])).toEqual(['models', 'snapshots'])
})

test('a crash in the middle of a fold costs that fold, and training goes on by itself', async () => {
  await knowledge.publish(tinyPack)
  await hold()
  await ring()
  const quiet = vi.spyOn(console, 'warn').mockReturnValue(undefined)
  // The step is taken, and the object goes down before it is done.
  await runInDurableObject(knowledge, async (room, ctx) => {
    ctx.storage.sql.exec('UPDATE timers SET due = 1')
    await ctx.storage.setAlarm(Date.now() + 200)
    await ctx.storage.sync()
    const alarm = room.alarm()
    ctx.abort('down')
    await alarm
  }).catch(() => undefined)
  knowledge = knowledgeOf(env, workspace)
  expect(await foldsDone()).toBeGreaterThanOrEqual(1)
  await vi.waitUntil(async () => (await status()).state === 'current', { timeout: 20_000, interval: 100 })
  quiet.mockRestore()
})

test('what is published meanwhile takes its place, and nothing of what it was comes out', async () => {
  await knowledge.publish(tinyPack)
  await hold()
  await ring()
  await ring()
  const { snapshot } = await knowledge.publish(taught('bring it back'))
  await hold()
  expect(await foldsDone()).toBe(0)
  expect(await letGo()).toBe('current')
  expect((await status()).current?.snapshot).toBe(snapshot)
})

test('other rules while it trains keep the folds, and are what answers in the end', async () => {
  await knowledge.publish(tinyPack)
  await hold()
  await ring()
  await ring()
  const { snapshot } = await knowledge.publish({ ...tinyPack, id: 'other' })
  await hold()
  expect(await foldsDone()).toBe(2)
  expect(await letGo()).toBe('current')
  expect((await status()).current?.snapshot).toBe(snapshot)
})

test('published in the middle of the last step, the newer one wins', async () => {
  await knowledge.publish(tinyPack)
  await hold()
  for (let fold = 0; fold < 5; fold++) await ring()
  expect(await foldsDone()).toBe(5)
  let newer = ''
  await runInDurableObject(knowledge, async (room, { storage }) => {
    const put = async (name: string) => {
      if (name.includes('/models/')) newer = (await room.publish(taught('bring it back'))).snapshot
    }
    Object.defineProperty(room, 'env', { value: { ...env, BLOBS: { put } }, configurable: true })
    storage.sql.exec('UPDATE timers SET due = 1')
    await room.alarm()
    Object.defineProperty(room, 'env', { value: env, configurable: true })
  })
  // The model of the older one is there, and did not become current.
  expect((await status()).current?.model).toBeNull()
  expect(await letGo()).toBe('current')
  expect((await status()).current?.snapshot).toBe(newer)
})

test('a bucket that refuses the model is tried again, later each time, and told in the end; published again it begins anew', async () => {
  const quiet = vi.spyOn(console, 'warn').mockReturnValue(undefined)
  await knowledge.publish(tinyPack)
  await hold()
  for (let fold = 0; fold < 5; fold++) await ring()
  await failing({ BLOBS: { put: () => Promise.reject(new TypeError('no bucket')) } as unknown as R2Bucket })
  await ring()
  expect(await status()).toMatchObject({
    state: 'training',
    training: { fold: 5, of: 5, attempts: 1, error: 'blobs_unavailable' },
  })
  for (let n = 0; n < 4; n++) await ring()
  expect(await status()).toMatchObject({ state: 'failed', training: { error: 'blobs_unavailable' } })
  // It stands still: what answered before answers on.
  await ring()
  expect((await status()).state).toBe('failed')
  expect((await status()).current?.model).toBeNull()
  await failing({})
  expect((await knowledge.publish(tinyPack)).state).toBe('training')
  expect(await letGo()).toBe('current')
  quiet.mockRestore()
})

test('a step that takes the object down every time is given up, and said to be', async () => {
  await knowledge.publish(tinyPack)
  await hold()
  // Taken and never done: as five crashes leave it.
  await runInDurableObject(knowledge, (_room, { storage }) => {
    storage.sql.exec('UPDATE training SET attempts = 5')
  })
  await ring()
  expect(await status()).toMatchObject({ state: 'failed', training: { error: 'training_crashed' } })
})

test('a step waits its pause out, whatever else rings', async () => {
  await knowledge.publish(tinyPack)
  await hold()
  await runInDurableObject(knowledge, (room) => room.alarm())
  expect(await foldsDone()).toBe(0)
})

test('what was published before there were models is served, and trained by itself', async () => {
  const pack = { ...tinyPack, id: 'of-before' }
  await runInDurableObject(knowledge, (_room, { storage }) => {
    storage.sql.exec('CREATE TABLE _migrations (step INTEGER PRIMARY KEY)')
    for (const step of KNOWLEDGE_MIGRATIONS.slice(0, 3)) storage.sql.exec(step)
    storage.sql.exec('INSERT INTO _migrations (step) VALUES (3)')
    const bytes = new TextEncoder().encode(JSON.stringify(pack))
    storage.sql.exec("INSERT INTO snapshot_parts VALUES ('old', 0, ?)", bytes)
    storage.sql.exec("INSERT INTO current (one, version) VALUES (1, 'old')")
  })
  await evictDurableObject(knowledge)
  expect(await knowledge.currentRelease()).toEqual({ version: 'old', pack: 'old', model: null })
  expect((await knowledge.snapshot('old'))?.pack).toEqual(pack)
  expect(await trained(workspace)).toBe('current')
  expect(await knowledge.currentRelease()).toMatchObject({ pack: 'old', model: expect.any(String) })
  expect((await knowledge.snapshot('old'))?.pack).toEqual(pack)
})

test('a model of another format is trained anew by itself', async () => {
  await knowledge.publish(tinyPack)
  await trained(workspace)
  await runInDurableObject(knowledge, (_room, { storage }) => {
    storage.sql.exec("UPDATE models SET format = 'older', key = 'older'")
  })
  await evictDurableObject(knowledge)
  expect((await status()).state).toBe('training')
  expect(await trained(workspace)).toBe('current')
  await runDurableObjectAlarm(knowledge)
  await evictDurableObject(knowledge)
  expect((await status()).state).toBe('current')
})

test('what answers is trained anew though another pack is held', async () => {
  await knowledge.publish(tinyPack)
  await trained(workspace)
  await knowledge.publish(taught('bring it back'), { by: { role: 'operator', id: '' }, gated: true, override: null })
  expect(await trained(workspace)).toBe('held')
  await runInDurableObject(knowledge, (_room, { storage }) => {
    storage.sql.exec("UPDATE models SET format = 'older', key = 'older'")
    storage.sql.exec("UPDATE training SET key = 'older'")
  })
  await evictDurableObject(knowledge)
  expect((await status()).state).toBe('training')
  expect(await trained(workspace)).toBe('current')
})

test('what failed for what answers is not begun again at every waking', async () => {
  await knowledge.publish(tinyPack)
  await hold()
  await runInDurableObject(knowledge, (_room, { storage }) => {
    storage.sql.exec("UPDATE training SET state = 'failed', error = 'training_failed'")
  })
  await evictDurableObject(knowledge)
  expect((await status()).state).toBe('failed')
})

test('folds of an earlier release of ours are not mixed with those of this one', async () => {
  await knowledge.publish(tinyPack)
  await hold()
  await ring()
  await ring()
  await runInDurableObject(knowledge, (_room, { storage }) => {
    storage.sql.exec("UPDATE training SET key = 'older'")
  })
  await evictDurableObject(knowledge)
  await hold()
  expect(await foldsDone()).toBe(0)
  expect(await letGo()).toBe('current')
})

test('a model is kept for twenty releases, whatever was published since, and is trained again after', async () => {
  await knowledge.publish(tinyPack)
  await trained(workspace)
  const first = await knowledge.currentRelease()
  await runInDurableObject(knowledge, (_room, { storage }) => {
    storage.sql.exec('UPDATE releases SET at = 1')
    for (let n = 0; n < 20; n++)
      storage.sql.exec('INSERT INTO releases (version, pack, at) SELECT ?, pack, 2 FROM releases LIMIT 1', `r${n}`)
  })
  await knowledge.publish(taught('bring it back'))
  await trained(workspace)
  const models = await runInDurableObject(knowledge, (_room, { storage }) =>
    storage.sql.exec<{ hash: string }>('SELECT hash FROM models').toArray(),
  )
  expect(models.map(({ hash }) => hash)).toEqual([(await knowledge.currentRelease())?.model])
  const back = { version: first?.version ?? '', by: { role: 'operator', id: '' }, reason: null } as const
  expect((await knowledge.rollBack(back))?.state).toBe('training')
  expect(await trained(workspace)).toBe('current')
  expect((await knowledge.currentRelease())?.pack).toBe(first?.pack)
})
