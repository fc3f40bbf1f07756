import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Env } from '../env.ts'
import { knowledgeOf } from '../rooms-of.ts'
import { tinyPack } from '../testing/a-workspace.ts'
import { published } from '../testing/published.ts'
import { brainFor } from './brain.ts'

let workspace: string
beforeEach(() => {
  workspace = `k-${crypto.randomUUID().slice(0, 18)}`
})
/** A pack nobody has published before: brains are kept by what is in them. */
const aPack = () => ({ ...tinyPack, id: `pack-${crypto.randomUUID()}` })

/** Published and trained; answers where its parts lie. */
async function shelved(pack = aPack()) {
  await published(workspace, pack)
  const release = await knowledgeOf(env, workspace).currentRelease()
  if (!release?.model) throw new Error('it is trained')
  return {
    pack,
    version: release.version,
    packKey: `${workspace}/snapshots/${release.pack}.json`,
    modelKey: `${workspace}/models/${release.model}.bin`,
  }
}

/** Bindings whose Knowledge tells what it was asked for. */
function counted(): { env: Env; asked: string[] } {
  const asked: string[] = []
  const room = knowledgeOf(env, workspace)
  const KNOWLEDGE = {
    getByName: () => ({
      currentRelease: () => room.currentRelease(),
      content: (what: Parameters<typeof room.content>[0]) => {
        asked.push(what.kind)
        return room.content(what)
      },
    }),
  }
  return { env: { ...env, KNOWLEDGE } as unknown as Env, asked }
}

test('pack and model are read from the bucket, and Knowledge is not asked for them', async () => {
  const { pack, version, packKey, modelKey } = await shelved()
  expect(await (await env.BLOBS.get(packKey))?.json()).toEqual(pack)
  expect(await env.BLOBS.head(modelKey)).not.toBeNull()
  const gateway = counted()
  expect((await brainFor(gateway.env, workspace))?.snapshot).toEqual({ version, pack })
  expect(gateway.asked).toEqual([])
})

test('a pack that is damaged in the bucket is not believed: Knowledge answers and puts it back', async () => {
  const log = vi.spyOn(console, 'error').mockReturnValue(undefined)
  const { pack, version, packKey } = await shelved()
  await env.BLOBS.put(packKey, JSON.stringify({ ...pack, rules: [] }).replace('Returns', 'Refunds'))
  const gateway = counted()
  expect((await brainFor(gateway.env, workspace))?.snapshot).toEqual({ version, pack })
  expect(gateway.asked).toEqual(['pack'])
  expect(log.mock.calls.join()).toContain('blobs.damaged')
  await vi.waitUntil(async () => (await (await env.BLOBS.get(packKey))?.text()) === JSON.stringify(pack))
  log.mockRestore()
})

test('a model that is damaged in the bucket is not believed either', async () => {
  const log = vi.spyOn(console, 'error').mockReturnValue(undefined)
  const { modelKey } = await shelved()
  const bytes = new Uint8Array((await (await env.BLOBS.get(modelKey))?.arrayBuffer()) ?? new ArrayBuffer(0))
  const damaged = bytes.slice()
  damaged[damaged.length - 1] = (damaged.at(-1) ?? 0) ^ 1
  await env.BLOBS.put(modelKey, damaged)
  const gateway = counted()
  const found = await brainFor(gateway.env, workspace)
  expect(gateway.asked).toEqual(['model'])
  const context = { locale: 'en', earlier: [], flow: null, clarified: false, customer: { name: null, tier: null } }
  expect(found?.brain().understand('send it back', { ...context, now: 0 } as never).intent?.id).toBe('returns')
  await vi.waitUntil(async () => {
    const again = new Uint8Array((await (await env.BLOBS.get(modelKey))?.arrayBuffer()) ?? new ArrayBuffer(0))
    return again.at(-1) === bytes.at(-1)
  })
  log.mockRestore()
})

test('a model nobody can read leaves articles and flows to answer, and says so', async () => {
  const log = vi.spyOn(console, 'error').mockReturnValue(undefined)
  const { version } = await shelved()
  const bytes = new TextEncoder().encode('of another format')
  const KNOWLEDGE = {
    getByName: () => ({
      currentRelease: async () => ({
        ...(await knowledgeOf(env, workspace).currentRelease()),
        version: `${version}-other`,
        model: 'none',
      }),
      content: async () => bytes,
    }),
  }
  const found = await brainFor({ ...env, KNOWLEDGE } as unknown as Env, workspace)
  expect(found?.brain()).toBeDefined()
  expect(log.mock.calls.join()).toContain('knowledge.model_unreadable')
  log.mockRestore()
})

test('what was published before there was a bucket is served, and put there once', async () => {
  const { version, packKey, modelKey } = await shelved()
  await Promise.all([env.BLOBS.delete(packKey), env.BLOBS.delete(modelKey)])
  expect((await brainFor(env, workspace))?.snapshot.version).toBe(version)
  await vi.waitUntil(async () => (await env.BLOBS.head(packKey)) && (await env.BLOBS.head(modelKey)))
})

test('a bucket that cannot be read costs nothing but time', async () => {
  const log = vi.spyOn(console, 'warn').mockReturnValue(undefined)
  const { version } = await shelved()
  const BLOBS = { get: () => Promise.reject(new TypeError('no bucket')) } as unknown as R2Bucket
  expect((await brainFor({ ...env, BLOBS }, workspace))?.snapshot.version).toBe(version)
  expect(log.mock.calls.join()).toContain('blobs.unreachable')
  log.mockRestore()
})

test('a bucket that refuses leaves the old pack answering', async () => {
  const { version } = await shelved()
  const knowledge = knowledgeOf(env, workspace)
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
  expect((await knowledge.currentRelease())?.version).toBe(version)
})

test('without a bucket, as on one box, Knowledge answers', async () => {
  const { pack, version, packKey, modelKey } = await shelved()
  const { BLOBS: _none, ...box } = env
  await Promise.all([env.BLOBS.delete(packKey), env.BLOBS.delete(modelKey)])
  expect((await brainFor(box, workspace))?.snapshot).toEqual({ version, pack })
})

test('a pack that an earlier release published, with fewer fields, answers as one of today', async () => {
  const { pack } = await shelved()
  const old = { ...pack, intents: pack.intents.map(({ tags: _none, ...intent }) => intent) }
  const bytes = new TextEncoder().encode(JSON.stringify(old))
  const KNOWLEDGE = {
    getByName: () => ({
      currentRelease: async () => ({ version: `old-${crypto.randomUUID()}`, pack: 'old', model: null }),
      content: async () => bytes,
    }),
  }
  const found = await brainFor({ ...env, KNOWLEDGE } as unknown as Env, workspace)
  expect(found?.snapshot.pack.intents.map(({ tags }) => tags)).toEqual(pack.intents.map(() => []))
})
