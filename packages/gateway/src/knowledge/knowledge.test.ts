import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import type { Pack } from '@baton/protocol'
import { beforeEach, expect, test } from 'vitest'
import { auditOf, knowledgeOf } from '../rooms-of.ts'
import { tinyPack } from '../testing/a-workspace.ts'
import { until } from '../testing/business.ts'
import { trained } from '../testing/published.ts'

let workspace: string
let knowledge: ReturnType<typeof knowledgeOf>
beforeEach(() => {
  workspace = `k-${crypto.randomUUID().slice(0, 18)}`
  knowledge = knowledgeOf(env, workspace)
})

const large: Pack = {
  ...tinyPack,
  articles: Array.from({ length: 1_000 }, (_, index) => ({
    ...(tinyPack.articles[0] as Pack['articles'][number]),
    id: `article-${index}`,
    body: '知识'.repeat(600) + index,
  })),
}
const withRules = (id: string): Pack => ({ ...tinyPack, id })
const taught = (phrasing: string): Pack => ({
  ...tinyPack,
  intents: tinyPack.intents.map((each) => ({
    ...each,
    phrasings: { ...each.phrasings, en: [...each.phrasings.en, phrasing] },
  })),
})
const current = async () => await knowledge.currentRelease()

test('a snapshot of several rows is read as it was published', async () => {
  const { snapshot } = await knowledge.publish(large)
  const parts = await runInDurableObject(knowledge, (_room, { storage }) =>
    storage.sql.exec<{ bytes: number }>('SELECT length(bytes) AS bytes FROM parts').toArray(),
  )
  expect(parts.length).toBeGreaterThan(2)
  expect(Math.max(...parts.map((each) => each.bytes))).toBeLessThan(2_000_000)
  expect((await knowledge.snapshot(snapshot))?.pack).toEqual(large)
})

test('the first pack answers at once without a model, and with one as soon as it is trained', async () => {
  const { snapshot, state } = await knowledge.publish(tinyPack)
  expect(state).toBe('training')
  expect(await current()).toEqual({ version: snapshot, pack: snapshot, model: null })
  expect((await knowledge.status())?.report).toBeNull()
  expect(await trained(workspace)).toBe('current')
  const release = await current()
  expect(release).toMatchObject({ pack: snapshot, model: expect.stringMatching(/^[\w-]{43}$/) })
  expect(release?.version).not.toBe(snapshot)
  expect((await knowledge.snapshot(release?.version ?? ''))?.pack).toEqual(tinyPack)
  const status = await knowledge.status()
  expect(status).toMatchObject({ state: 'current', training: null, current: { version: release?.version } })
  expect(status?.report?.reliability).toHaveLength(10)
})

test('what nobody trains on, such as rules, flows and wording, answers at once with the model that is there', async () => {
  await knowledge.publish(tinyPack)
  await trained(workspace)
  const first = await current()
  expect((await knowledge.publish(withRules('second'))).state).toBe('current')
  const second = await current()
  expect(second?.model).toBe(first?.model)
  expect(second?.pack).not.toBe(first?.pack)
  expect((await knowledge.snapshot(second?.version ?? ''))?.pack.id).toBe('second')
})

test('while another model is trained the release before goes on answering, and then the new one answers at once', async () => {
  await knowledge.publish(tinyPack)
  await trained(workspace)
  const before = await current()
  expect((await knowledge.publish(taught('bring it back'))).state).toBe('training')
  expect(await current()).toEqual(before)
  expect(await trained(workspace)).toBe('current')
  const after = await current()
  expect(after?.model).not.toBe(before?.model)
  // Published again, the first needs no training.
  expect((await knowledge.publish(tinyPack)).state).toBe('current')
  expect(await current()).toEqual(before)
})

test('releases are listed newest first, and an earlier one answers again as it was', async () => {
  await knowledge.publish(tinyPack)
  await trained(workspace)
  const first = await current()
  await knowledge.publish(taught('bring it back'))
  await trained(workspace)
  const second = await current()
  const by = { role: 'operator', id: '' } as const
  expect((await knowledge.releases()).map(({ version }) => version).slice(0, 2)).toEqual([
    second?.version,
    first?.version,
  ])
  await knowledge.rollBack({ version: first?.version ?? '', by, reason: 'returns were not understood' })
  expect(await current()).toEqual(first)
  expect(await knowledge.rollBack({ version: 'never', by, reason: null })).toBeNull()
  await until(async () => {
    const { records } = await auditOf(env, workspace).page({ after: 0, limit: 50 })
    return records.some(({ action, reason }) => action === 'knowledge.roll_back' && reason?.startsWith('returns'))
  })
})

test('an earlier release answers again also while another is being trained, which is given up', async () => {
  await knowledge.publish(tinyPack)
  await trained(workspace)
  const first = await current()
  await knowledge.publish(taught('bring it back'))
  await knowledge.rollBack({ version: first?.version ?? '', by: { role: 'operator', id: '' }, reason: null })
  expect(await trained(workspace)).toBe('current')
  expect(await current()).toEqual(first)
})

test('a workspace that never published has nothing and stores nothing', async () => {
  expect(await current()).toBeNull()
  expect(await knowledge.snapshot('x')).toBeNull()
  expect((await knowledge.status())?.state).toBe('empty')
  expect(await knowledge.releases()).toEqual([])
  await knowledge.forget({ session: 's' })
  const tables = await runInDurableObject(knowledge, (_room, { storage }) =>
    storage.sql.exec("SELECT name FROM sqlite_master WHERE name NOT LIKE '_cf%'").toArray(),
  )
  expect(tables).toEqual([])
})
