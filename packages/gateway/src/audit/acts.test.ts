import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import type { AuditRecord } from '@baton/protocol'
import { expect, test, vi } from 'vitest'
import { auditOf } from '../rooms-of.ts'
import { GATEWAY, LIN, PASSWORD, post, provision, provisioned } from '../testing/a-workspace.ts'
import { until } from '../testing/business.ts'
import { forgetModels } from '../testing/published.ts'
import { relayPack } from '../testing/relay-pack.ts'
import { Room } from '../testing/wire.ts'

const logOf = async (workspace: string): Promise<AuditRecord[]> =>
  (await auditOf(env, workspace).page({ after: 0, limit: 200 })).records
const actsOf = async (workspace: string) => (await logOf(workspace)).map(({ action, on }) => ({ action, ...on }))
const has = async (workspace: string, action: string, times = 1): Promise<void> =>
  until(async () => (await logOf(workspace)).filter((each) => each.action === action).length === times)

const signIn = (workspace: string, password = PASSWORD, email = LIN.email) =>
  post('/v1/desk/login', { workspace, email, password }, { origin: GATEWAY }, { ip: crypto.randomUUID() })
const cookieOf = (answer: Response) => ({ cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '' })

test('setting a workspace up, and each change of it, is written down by what changed and not by what is in it', async () => {
  forgetModels()
  const { workspace, snapshot } = await provisioned()
  const id = workspace.workspace
  await has(id, 'agent.add')
  await has(id, 'rules.change')
  // Once without a model, which answers at once, and once with it.
  await has(id, 'knowledge.publish', 2)
  const first = await logOf(id)
  expect(first.map(({ action }) => action).sort()).toEqual([
    'agent.add',
    'knowledge.publish',
    'knowledge.publish',
    'knowledge.submit',
    'rules.change',
    'workspace.create',
  ])
  expect(first.find(({ action }) => action === 'knowledge.publish')?.on).toEqual({ version: snapshot })
  expect(first.every(({ by }) => by.role === 'operator')).toBe(true)

  expect((await provision(workspace, id)).status).toBe(200)
  const mei = { ...LIN, id: 'mei', email: 'mei@example.test', role: 'senior' }
  const changed = {
    ...workspace,
    origins: ['https://other.example'],
    agents: [{ ...LIN, role: 'supervisor', password: 'another secret phrase' }, mei],
    pack: { ...workspace.pack, rules: relayPack.rules },
  }
  expect((await provision(changed, id)).status).toBe(200)
  expect((await provision({ ...changed, agents: [mei] }, id)).status).toBe(200)
  await has(id, 'agent.remove')
  await has(id, 'rules.change', 2)
  const acts = (await actsOf(id)).slice(first.length)
  expect(acts.filter(({ action }) => !/^(knowledge|rules)/.test(action))).toEqual([
    { action: 'settings.change', workspace: id, fields: 'origins' },
    { action: 'agent.change', agent: 'lin', rank: 'supervisor', fields: 'password,role' },
    { action: 'agent.add', agent: 'mei', rank: 'senior' },
    { action: 'agent.remove', agent: 'lin' },
  ])
  const text = JSON.stringify(await logOf(id))
  for (const secret of ['@example.test', 'another secret', workspace.hostKey, 'other.example', 'Lin', 'Test & Sons']) {
    expect(text).not.toContain(secret)
  }
})

test('who signs in and out is written down; who fails is counted, without an email', async () => {
  const { workspace } = (await provisioned()).workspace
  const cookie = cookieOf(await signIn(workspace))
  expect((await signIn(workspace, 'wrong')).status).toBe(401)
  expect((await signIn(workspace, 'wrong')).status).toBe(401)
  expect((await signIn(workspace, 'wrong', 'stranger@example.test')).status).toBe(401)
  expect((await post('/v1/desk/logout', {}, { origin: GATEWAY, ...cookie })).status).toBe(204)
  expect((await post('/v1/desk/logout', {}, { origin: GATEWAY, ...cookie })).status).toBe(204)
  await has(workspace, 'desk.logout')

  const directory = env.DIRECTORY.getByName(workspace)
  await runInDurableObject(directory, (_room, { storage }) => {
    storage.sql.exec('UPDATE failed_logins SET since = since - 60000')
    storage.sql.exec("UPDATE timers SET due = 0 WHERE kind = 'failures'")
  })
  await runDurableObjectAlarm(directory)
  await has(workspace, 'desk.login_failed', 2)
  const desk = (await logOf(workspace)).filter(({ action }) => action.startsWith('desk.'))
  expect(desk.map(({ action, by, on }) => [action, by.role, by.id, on])).toEqual([
    ['desk.login', 'agent', 'lin', { agent: 'lin' }],
    ['desk.logout', 'agent', 'lin', { agent: 'lin' }],
    ['desk.login_failed', 'nobody', '', { times: '1' }],
    ['desk.login_failed', 'nobody', '', { agent: 'lin', times: '2' }],
  ])
  expect(JSON.stringify(desk)).not.toContain('stranger')
})

test('T-21 a crash between an act and the log loses neither: the log has it once, when it can be reached', async () => {
  const quiet = vi.spyOn(console, 'warn').mockReturnValue(undefined)
  const { workspace } = (await provisioned()).workspace
  const directory = env.DIRECTORY.getByName(workspace)
  await has(workspace, 'agent.add')
  await runInDurableObject(directory, (room) => {
    const gone = { getByName: () => ({ record: () => Promise.reject(new Error('out of reach')) }) }
    Object.defineProperty(room, 'env', { value: { ...env, AUDIT: gone } })
  })
  expect((await signIn(workspace)).status).toBe(200)
  expect((await actsOf(workspace)).some(({ action }) => action === 'desk.login')).toBe(false)

  await evictDurableObject(directory)
  await runInDurableObject(directory, (_room, { storage }) => {
    storage.sql.exec('UPDATE outbox SET due = 0')
    storage.sql.exec('UPDATE timers SET due = 0')
  })
  await runDurableObjectAlarm(directory)
  await has(workspace, 'desk.login')
  quiet.mockRestore()
})

test('T-21 an act that cannot be written down does not happen', async () => {
  const quiet = vi.spyOn(console, 'error').mockReturnValue(undefined)
  const { workspace } = (await provisioned()).workspace
  const directory = env.DIRECTORY.getByName(workspace)
  await runInDurableObject(directory, (_room, { storage }) => {
    storage.sql.exec('ALTER TABLE outbox RENAME TO elsewhere')
  })
  expect((await signIn(workspace)).status).toBe(500)
  const logins = await runInDurableObject(directory, (_room, { storage }) =>
    storage.sql.exec('SELECT * FROM logins').toArray(),
  )
  expect(logins).toEqual([])
  quiet.mockRestore()
})

test('T-21 an erasure takes nothing with it that the log has not heard', async () => {
  const quiet = vi.spyOn(console, 'warn').mockReturnValue(undefined)
  const room = await Room.open()
  await room.customer()
  const at = Date.now()
  const entry = {
    id: 'act-of-before',
    at,
    by: { role: 'senior', id: 'mei' },
    action: 'session.reveal',
    on: {},
  } as const
  await runInDurableObject(room.stub, ({ core }, { storage }) => {
    const gone = { getByName: () => ({ record: () => Promise.reject(new Error('out of reach')) }) }
    Object.defineProperty(core, 'env', { value: { ...core.env, AUDIT: gone }, configurable: true })
    storage.transactionSync(() => core.errands.audit(entry))
  })
  // Asked within, where its refusal does not leave the test's own object behind.
  const erased = () =>
    runInDurableObject(room.stub, (session) =>
      session.erase().then(
        () => true,
        () => false,
      ),
    )
  expect(await erased()).toBe(false)
  await runInDurableObject(room.stub, ({ core }, { storage }) => {
    Object.defineProperty(core, 'env', { value: env })
    storage.sql.exec('UPDATE outbox SET due = 0')
  })
  expect(await erased()).toBe(true)
  expect((await logOf(room.workspace)).map(({ id }) => id)).toContain('act-of-before')
  quiet.mockRestore()
})
