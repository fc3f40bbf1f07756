import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Env } from '../env.ts'
import { knowledgeOf } from '../rooms-of.ts'
import { tinyPack } from '../testing/a-workspace.ts'
import { brainFor } from './brain.ts'

let workspace: string
beforeEach(() => {
  workspace = `k-${crypto.randomUUID().slice(0, 18)}`
})
/** A pack nobody has published before: brains are kept by what is in them. */
const aPack = () => ({ ...tinyPack, id: `pack-${crypto.randomUUID()}` })
const keyOf = (version: string) => `${workspace}/snapshots/${version}.json`

/** Bindings whose Knowledge tells how often it was asked for a snapshot. */
function counted(): { env: Env; snapshots: () => number } {
  let snapshots = 0
  const room = knowledgeOf(env, workspace)
  const KNOWLEDGE = {
    getByName: () => ({
      currentVersion: () => room.currentVersion(),
      snapshot: (version: string) => {
        snapshots += 1
        return room.snapshot(version)
      },
    }),
  }
  return { env: { ...env, KNOWLEDGE } as unknown as Env, snapshots: () => snapshots }
}

test('a published pack is read from the bucket, and Knowledge is not asked for it', async () => {
  const pack = aPack()
  const { version } = await knowledgeOf(env, workspace).publish(pack)
  expect(await (await env.BLOBS.get(keyOf(version)))?.json()).toEqual(pack)
  const gateway = counted()
  expect((await brainFor(gateway.env, workspace))?.snapshot).toEqual({ version, pack })
  expect(gateway.snapshots()).toBe(0)
})

test('what is damaged in the bucket is not believed: Knowledge answers and puts it back', async () => {
  const log = vi.spyOn(console, 'error').mockReturnValue(undefined)
  const pack = aPack()
  const { version } = await knowledgeOf(env, workspace).publish(pack)
  await env.BLOBS.put(keyOf(version), JSON.stringify({ ...pack, rules: [] }).replace('Returns', 'Refunds'))
  const gateway = counted()
  expect((await brainFor(gateway.env, workspace))?.snapshot).toEqual({ version, pack })
  expect(gateway.snapshots()).toBe(1)
  expect(log.mock.calls.join()).toContain('blobs.damaged')
  await vi.waitUntil(async () => (await (await env.BLOBS.get(keyOf(version)))?.text()) === JSON.stringify(pack))
  log.mockRestore()
})

test('a pack published before there was a bucket is served, and put there once', async () => {
  const pack = aPack()
  const { version } = await knowledgeOf(env, workspace).publish(pack)
  await env.BLOBS.delete(keyOf(version))
  expect((await brainFor(env, workspace))?.snapshot.version).toBe(version)
  await vi.waitUntil(() => env.BLOBS.head(keyOf(version)))
})

test('a bucket that cannot be read costs nothing but time', async () => {
  const log = vi.spyOn(console, 'warn').mockReturnValue(undefined)
  const { version } = await knowledgeOf(env, workspace).publish(aPack())
  const BLOBS = { get: () => Promise.reject(new TypeError('no bucket')) } as unknown as R2Bucket
  expect((await brainFor({ ...env, BLOBS }, workspace))?.snapshot.version).toBe(version)
  expect(log.mock.calls.join()).toContain('blobs.unreachable')
  log.mockRestore()
})

test('a bucket that refuses leaves the old pack answering', async () => {
  const knowledge = knowledgeOf(env, workspace)
  const { version } = await knowledge.publish(aPack())
  const failed = await runInDurableObject(knowledge, async (room) => {
    const before = Reflect.get(room, 'env') as Env
    const BLOBS = { put: () => Promise.reject(new TypeError('no bucket')) }
    Object.defineProperty(room, 'env', { value: { ...before, BLOBS }, configurable: true })
    const refused = await room.publish(aPack()).then(
      () => false,
      () => true,
    )
    Object.defineProperty(room, 'env', { value: before, configurable: true })
    return refused
  })
  expect(failed).toBe(true)
  expect(await knowledge.currentVersion()).toBe(version)
})

test('without a bucket, as on one box, Knowledge answers', async () => {
  const knowledge = knowledgeOf(env, workspace)
  const pack = aPack()
  const { version } = await knowledge.publish(pack)
  const { BLOBS: _none, ...box } = env
  await env.BLOBS.delete(keyOf(version))
  expect((await brainFor(box, workspace))?.snapshot).toEqual({ version, pack })
})
