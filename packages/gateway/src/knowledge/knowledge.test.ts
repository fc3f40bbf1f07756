import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import type { Pack } from '@baton/protocol'
import { expect, test } from 'vitest'
import { tinyPack } from '../testing/a-workspace.ts'

const room = () => env.KNOWLEDGE.getByName(crypto.randomUUID())
const large: Pack = {
  ...tinyPack,
  articles: Array.from({ length: 1_000 }, (_, index) => ({
    ...(tinyPack.articles[0] as Pack['articles'][number]),
    id: `article-${index}`,
    body: '知识'.repeat(600) + index,
  })),
}

test('a snapshot of several rows is read as it was published', async () => {
  const knowledge = room()
  const { version } = await knowledge.publish(large)
  const parts = await runInDurableObject(knowledge, (_room, { storage }) =>
    storage.sql.exec<{ bytes: number }>('SELECT length(bytes) AS bytes FROM snapshot_parts').toArray(),
  )
  expect(parts.length).toBeGreaterThan(2)
  expect(Math.max(...parts.map((each) => each.bytes))).toBeLessThan(2_000_000)
  expect(await knowledge.snapshot(version)).toEqual({ version, pack: large })
})

test('a version is the hash of the content, and the pointer follows the last published', async () => {
  const knowledge = room()
  const first = await knowledge.publish(tinyPack)
  const second = await knowledge.publish({ ...tinyPack, id: 'second' })
  expect(second.version).not.toBe(first.version)
  expect(await knowledge.currentVersion()).toBe(second.version)
  expect(await knowledge.publish(tinyPack)).toEqual(first)
  expect(await knowledge.currentVersion()).toBe(first.version)
  expect((await knowledge.snapshot(second.version))?.pack.id).toBe('second')
})

test('a workspace that never published has nothing and stores nothing', async () => {
  const knowledge = room()
  expect(await knowledge.currentVersion()).toBeNull()
  expect(await knowledge.snapshot('x')).toBeNull()
  const tables = await runInDurableObject(knowledge, (_room, { storage }) =>
    storage.sql.exec("SELECT name FROM sqlite_master WHERE name NOT LIKE '_cf%'").toArray(),
  )
  expect(tables).toEqual([])
})
