import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import {
  type CrmRecordsResponse,
  type CrmResponse,
  type Interaction,
  interaction,
  newConnectorRequest,
} from '@baton/protocol'
import { expect, inject, test, vi } from 'vitest'
import { integrationsOf } from '../rooms-of.ts'
import { liLei } from '../testing/li-lei.ts'
import { behave, sentBy } from '../testing/vendors.ts'
import { Room } from '../testing/wire.ts'

const BY = { role: 'operator', id: '' } as const

/** A workspace whose cases go to a CRM. */
async function aCrm() {
  const room = await Room.open()
  const { workspace } = room
  const integrations = integrationsOf(env, workspace)
  const key = `k-${crypto.randomUUID()}`
  const form = newConnectorRequest.parse({
    id: 'crm',
    name: 'CRM',
    url: `${inject('vendorsUrl')}/crm/${key}`,
    auth: { kind: 'bearer' },
    secret: 'a-secret-of-the-crm',
    breaker: { failures: 20 },
  })
  await integrations.addConnector({ workspace, form, by: BY })
  expect(await integrations.setCrm({ crm: { connector: 'nobody', path: '/interactions' }, by: BY })).toBe(false)
  expect(await integrations.setCrm({ crm: { connector: 'crm', path: '/interactions' }, by: BY })).toBe(true)
  return {
    room,
    key,
    integrations,
    status: async () => (await integrations.crm()) as CrmResponse,
    /** The next attempt is due now, whatever the schedule says. */
    hurry: async () => {
      await runInDurableObject(integrations, async (_, state) => {
        state.storage.sql.exec('UPDATE deliveries SET due = 0 WHERE due IS NOT NULL')
        state.storage.sql.exec("UPDATE timers SET due = 0 WHERE kind = 'deliver'")
        await state.storage.setAlarm(Date.now())
      })
      await runDurableObjectAlarm(integrations)
    },
    records: async (count: number) =>
      vi.waitFor(
        async () => {
          const sent = await sentBy(key)
          expect(sent.length).toBeGreaterThanOrEqual(count)
          return sent.map(({ body, headers, status, path, method }) => ({
            record: body as Interaction,
            key: headers['idempotency-key'],
            call: `${method} ${path.split('/').at(-1)} ${status}`,
          }))
        },
        { timeout: 10_000 },
      ),
  }
}

/** A case that a person has settled. */
async function settled(room: Room) {
  const wire = await room.customer(liLei('cus_1'))
  wire.say('my kettle is broken')
  await wire.bot()
  wire.send({ kind: 'handoff.request' })
  await wire.event('baton.passed')
  const agent = await room.agent()
  await agent.hello()
  agent.send({ kind: 'resolve', resolution: 'Sent a new kettle' })
  const closed = await wire.event('case.closed')
  return { wire, agent, closed }
}

test('a settled case goes to the CRM, and again when it is rated, each state under one key', async () => {
  const { room, records, status } = await aCrm()
  const { wire, closed } = await settled(room)
  const [first] = await records(1)
  expect(interaction.parse(first?.record)).toEqual(first?.record)
  expect(first?.record).toMatchObject({
    workspace: room.workspace,
    session: room.session,
    caseId: closed.body.caseId,
    version: closed.seq,
    customer: 'c_1',
    hostId: 'cus_1',
    channels: ['web'],
    reason: 'resolved',
    agents: [{ id: 'lin', name: 'LIN' }],
    outcome: 'Sent a new kettle',
    score: null,
  })
  expect(first).toMatchObject({ call: 'POST interactions 200', key: `${closed.body.caseId}:${closed.seq}` })
  wire.send({ kind: 'rate', score: 4, tags: [], comment: '' })
  const [, second] = await records(2)
  expect(second?.record).toMatchObject({ caseId: closed.body.caseId, score: 4, outcome: 'Sent a new kettle' })
  expect(second?.record.version).toBeGreaterThan(closed.seq)
  expect(second?.key).toBe(`${closed.body.caseId}:${second?.record.version}`)
  await vi.waitFor(async () => expect(await status()).toMatchObject({ waiting: 0, failed: 0 }))
})

test('a CRM that is down is told later, as the log reads then, also when the object goes down too', async () => {
  const { room, key, records, status, hurry, integrations } = await aCrm()
  await behave({ for: key, mode: 'down', times: 1 })
  const { wire, closed } = await settled(room)
  await records(1)
  await vi.waitFor(async () => expect(await status()).toMatchObject({ waiting: 1 }))
  wire.send({ kind: 'rate', score: 5, tags: [], comment: '' })
  await records(2)
  await vi.waitFor(async () => expect(await status()).toMatchObject({ waiting: 1 }))
  await evictDurableObject(integrations)
  await hurry()
  const sent = await records(3)
  // What was missed is told as the case stands by now: the same state under the same key.
  expect(sent.map(({ call }) => call)).toEqual(['503', '200', '200'].map((code) => `POST interactions ${code}`))
  expect(sent[2]?.key).toBe(sent[1]?.key)
  expect(sent[2]?.record).toEqual(sent[1]?.record)
  expect(sent[0]?.record.caseId).toBe(closed.body.caseId)
  await vi.waitFor(async () => expect(await status()).toMatchObject({ waiting: 0, failed: 0 }))
})

test('of an erased customer nothing is sent any more', async () => {
  const { room, key, records, status, hurry } = await aCrm()
  await behave({ for: key, mode: 'down', times: 1 })
  await settled(room)
  await records(1)
  await vi.waitFor(async () => expect(await status()).toMatchObject({ waiting: 1 }))
  // The session first, and Integrations has not heard yet.
  await room.stub.erase()
  await hurry()
  await vi.waitFor(async () => expect(await status()).toMatchObject({ waiting: 0, failed: 0 }))
  expect(await sentBy(key)).toHaveLength(1)
})

test('what was given up is tried again when somebody says so; without a CRM nothing waits', async () => {
  const { room, key, records, status, hurry, integrations } = await aCrm()
  await behave({ for: key, mode: 'rejected', times: 10 })
  await settled(room)
  for (let attempts = 1; attempts <= 10; attempts++) {
    await records(attempts)
    await vi.waitFor(() =>
      runInDurableObject(integrations, (_, { storage }) =>
        expect(storage.sql.exec('SELECT tries FROM deliveries').one()).toEqual({ tries: attempts }),
      ),
    )
    if (attempts < 10) await hurry()
  }
  expect(await status()).toMatchObject({ waiting: 0, failed: 1 })
  const given = async () => (await integrations.crmRecords({ after: null, limit: 50 })) as CrmRecordsResponse
  const [lost] = (await given()).records
  expect(lost).toMatchObject({ type: 'case.closed', session: room.session, state: 'failed', nextAt: null })
  expect(lost?.attempts.map(({ status: answered }) => answered)).toEqual(Array(10).fill(422))
  expect(await integrations.replayCrm({ by: BY })).toBe(1)
  await records(11)
  await vi.waitFor(async () => expect(await status()).toMatchObject({ waiting: 0, failed: 0 }))
  // One that was taken may be sent again by itself, under the same key.
  expect(await integrations.replayCrm({ record: '999', by: BY })).toBe(0)
  expect(await integrations.replayCrm({ record: lost?.id ?? '', by: BY })).toBe(1)
  const sent = await records(12)
  expect(sent[11]?.key).toBe(sent[10]?.key)
  expect(sent[11]?.record.caseId).toBe(lost?.caseId)
  expect(await given()).toMatchObject({ records: [{ id: lost?.id }], next: null })

  expect(await integrations.removeConnector({ connector: 'crm', by: BY })).toBe(true)
  expect(await status()).toEqual({ crm: null, waiting: 0, failed: 0 })
  expect(await integrations.wanted()).toEqual([])
})
