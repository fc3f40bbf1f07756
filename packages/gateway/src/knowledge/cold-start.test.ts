import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { type ProposalStatus, problem, proposalStatus } from '@baton/protocol'
import { beforeEach, expect, test, vi } from 'vitest'
import { auditOf, knowledgeOf } from '../rooms-of.ts'
import { call, provisioned } from '../testing/a-workspace.ts'
import { until } from '../testing/business.ts'
import { relayPack } from '../testing/relay-pack.ts'

const ADMIN = { authorization: `Bearer ${env.ADMIN_TOKEN}` }
const DAY_MS = 24 * 3_600_000

const TOPICS = [
  ['where is my order', 'order still not here', 'has my order shipped yet', 'track order please', 'my order is late'],
  ['我的订单到哪了', '订单怎么还没到', '查一下我的订单', '订单发货了吗', '订单迟迟不到'],
  [
    'can I pay by invoice',
    'invoice for my company',
    'the invoice is wrong',
    'send the invoice again',
    'need an invoice',
  ],
] as const
const csv = (...more: string[]) =>
  [
    'id,role,text',
    ...TOPICS.flat().flatMap((text, n) => [
      `${n},customer,hello`,
      `${n},agent,hi`,
      `${n},customer,"${text}${n % 5 === 0 ? ', card 4111 1111 1111 1111' : ''}"`,
    ]),
    ...more,
  ].join('\n')

let at: string
let knowledge: ReturnType<typeof knowledgeOf>
beforeEach(async () => {
  const { workspace } = (await provisioned({ pack: relayPack })).workspace
  at = `/v1/admin/workspaces/${workspace}/knowledge/proposal`
  knowledge = knowledgeOf(env, workspace)
})

const bring = (body: string, format = 'csv') => call(`${at}?format=${format}`, { method: 'PUT', headers: ADMIN, body })
const status = async (): Promise<ProposalStatus> =>
  proposalStatus.parse(await (await call(at, { headers: ADMIN })).json())
const settled = async (): Promise<ProposalStatus> => {
  for (let n = 0; n < 100 && (await status()).state === 'working'; n++) await runDurableObjectAlarm(knowledge)
  return status()
}
const stored = () =>
  runInDurableObject(knowledge, (_room, { storage }) =>
    storage.sql
      .exec<{ name: string; bytes: ArrayBuffer }>(
        "SELECT name, bytes FROM parts WHERE name LIKE 'proposal/%' ORDER BY name",
      )
      .toArray()
      .map(({ name, bytes }) => `${name} ${new TextDecoder().decode(bytes)}`),
  )

test('dialogues that are brought in are grouped by alarms, tried on what a model was not shown, and told', async () => {
  const answer = await bring(csv('99,nobody,hm'))
  expect([answer.status, proposalStatus.parse(await answer.json()).state]).toEqual([202, 'working'])
  const { state, rows, faults, proposal, report } = await settled()
  expect([state, rows, faults]).toEqual(['ready', 46, { count: 1, first: [{ line: 47, code: 'role_unknown' }] }])
  expect(proposal?.dialogues).toBe(15)
  expect(proposal?.intents.length).toBeGreaterThanOrEqual(2)
  expect(proposal?.intents.map(({ like }) => like?.intent)).toContain('order_status')
  expect(report?.phrasings).toBeGreaterThan(0)
  // Only the proposal is left, and nobody's card is in it.
  const left = await stored()
  expect(left.map((each) => each.split(' ')[0])).toEqual(['proposal/found'])
  expect(left.join()).not.toMatch(/4111 ?1111/)
  const workspace = at.split('/')[4] ?? ''
  await until(async () => {
    const { records } = await auditOf(env, workspace).page({ after: 0, limit: 100 })
    return records.some(({ action, on }) => action === 'knowledge.import' && on.rows === '46')
  })
})

test('no text is stored before it is masked', async () => {
  await bring(csv())
  const asked = (await stored()).join()
  expect(asked).toContain('invoice')
  expect(asked).not.toMatch(/4111 ?1111/)
})

test('after an eviction it goes on where it was; what is brought in meanwhile takes its place', async () => {
  await bring(csv())
  await runDurableObjectAlarm(knowledge)
  await evictDurableObject(knowledge)
  expect((await settled()).state).toBe('ready')
  await bring(csv())
  await runDurableObjectAlarm(knowledge)
  await bring('id,text\n1,something else entirely')
  const { state, rows, proposal, report } = await settled()
  expect([state, rows, proposal?.intents, report]).toEqual(['ready', 1, [], null])
})

test('a step that fails every time ends as an error', async () => {
  const quiet = vi.spyOn(console, 'warn').mockReturnValue(undefined)
  await bring(csv())
  await runInDurableObject(knowledge, async (room, { storage }) => {
    storage.sql.exec("DELETE FROM parts WHERE name = 'proposal/asked'")
    for (let n = 0; n < 7; n++) {
      storage.sql.exec("UPDATE timers SET due = 1 WHERE kind = 'propose'")
      await room.alarm()
    }
  })
  expect(await status()).toMatchObject({ state: 'failed', error: 'training_failed', proposal: null })
  quiet.mockRestore()
})

test('it goes after seven days, and at once when somebody says so', async () => {
  await bring(csv())
  await settled()
  const due = await runInDurableObject(knowledge, async (room, { storage }) => {
    const { due } = storage.sql.exec<{ due: number }>("SELECT due FROM timers WHERE kind = 'drop'").one()
    storage.sql.exec("UPDATE timers SET due = 1 WHERE kind = 'drop'")
    await room.alarm()
    return due
  })
  expect((due - Date.now()) / DAY_MS).toBeCloseTo(7, 1)
  expect([(await status()).state, await stored()]).toEqual(['none', []])
  await bring(csv())
  expect((await call(at, { method: 'DELETE', headers: ADMIN })).status).toBe(204)
  expect([(await status()).state, await stored()]).toEqual(['none', []])
})

test.each([
  ['', 'csv', 'file_empty'],
  ['name,price\nx,1', 'csv', 'columns_missing'],
  ['x', 'pdf', 'format'],
  ['x'.repeat(8 * 1024 * 1024 + 1), 'csv', 'larger than'],
])('what cannot be read is refused: %#', async (body, format, why) => {
  const answer = await bring(body, format)
  expect([answer.status, problem.parse(await answer.json()).detail]).toEqual([400, expect.stringContaining(why)])
})
