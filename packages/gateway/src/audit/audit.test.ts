import { env } from 'cloudflare:workers'
import { type AuditEntry, auditPage } from '@baton/protocol'
import { expect, test } from 'vitest'
import { auditOf } from '../rooms-of.ts'
import { call, provisioned } from '../testing/a-workspace.ts'

const entry = (id: string): AuditEntry => ({
  id,
  at: 1_000,
  by: { role: 'agent', id: 'lin' },
  action: 'desk.login',
  on: { agent: 'lin' },
})

test('an act is written down once, however often it is told', async () => {
  const audit = auditOf(env, 'audit-once')
  const first = await audit.record(entry('a'))
  expect(await audit.record(entry('a'))).toEqual(first)
  expect((await audit.record(entry('b'))).n).toBe(2)
  const { records, head } = await audit.page({ after: 0, limit: 10 })
  expect(records.map(({ id, n }) => [id, n])).toEqual([
    ['a', 1],
    ['b', 2],
  ])
  expect(records[1]?.prev).toBe(records[0]?.hash)
  expect(head).toEqual({ n: 2, hash: records[1]?.hash })
})

test('a log that was never written to is empty, and asking does not bring it to life', async () => {
  const { records, head } = await auditOf(env, 'audit-empty').page({ after: 0, limit: 10 })
  expect(records).toEqual([])
  expect(head.n).toBe(0)
})

test('whoever runs the gateway reads it page by page, of a workspace there is', async () => {
  const { workspace } = (await provisioned({ agents: [] })).workspace
  const headers = { authorization: `Bearer ${env.ADMIN_TOKEN}` }
  const read = (path: string) => call(`/v1/admin/workspaces/${path}`, { headers })
  for (const id of ['x', 'y', 'z']) await auditOf(env, workspace).record(entry(id))
  const whole = auditPage.parse(await (await read(`${workspace}/audit`)).json())
  const rest = auditPage.parse(await (await read(`${workspace}/audit?after=${whole.head.n - 1}`)).json())
  expect(rest).toEqual({ records: whole.records.slice(-1), head: whole.head })
  expect((await read(`${workspace}/audit?after=-1`)).status).toBe(400)
  expect((await read('nobody-here/audit')).status).toBe(404)
})
