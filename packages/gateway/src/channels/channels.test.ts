import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import type { AuditRecord } from '@baton/protocol'
import { expect, test, vi } from 'vitest'
import { auditOf, channelsOf, directoryOf } from '../rooms-of.ts'
import { lookAfter } from '../rounds/rounds.ts'
import { provisioned } from '../testing/a-workspace.ts'
import { ADMIN, anAccount, savedAccount } from '../testing/an-account.ts'
import { until } from '../testing/business.ts'
import { PREVIOUS_MS } from './accounts.ts'

const aRoom = () => {
  const workspace = `w-${crypto.randomUUID().slice(0, 18)}`
  return { workspace, room: channelsOf(env, workspace) }
}

const actsOf = async (workspace: string): Promise<AuditRecord[]> =>
  (await auditOf(env, workspace).page({ after: 0, limit: 50 })).records

test('an account is kept with its secrets and opens with them, also after its object slept', async () => {
  const { workspace, room } = aRoom()
  const form = anAccount('telegram')
  const account = await savedAccount(workspace, form)
  expect(account).toMatch(/^ch_[\w-]{16,64}$/)
  const { secrets, ...rest } = form
  const open = { id: account, ...rest, secrets: { botToken: [secrets.botToken], secretToken: [secrets.secretToken] } }
  expect(await room.account({ account })).toEqual(open)
  await evictDurableObject(room)
  expect(await room.account({ account })).toEqual(open)
  expect(await room.accounts()).toEqual([open])
})

test('secrets are sealed where they are stored, and no view has them', async () => {
  const { workspace, room } = aRoom()
  const form = anAccount('whatsapp')
  await savedAccount(workspace, form)
  const views = JSON.stringify(await room.views())
  const stored = await runInDurableObject(room, (_room, { storage }) =>
    storage.sql
      .exec<{ sealed: ArrayBuffer }>('SELECT sealed FROM secrets')
      .toArray()
      .map(({ sealed }) => new TextDecoder('latin1').decode(sealed)),
  )
  expect(stored).toHaveLength(3)
  for (const secret of Object.values(form.secrets)) {
    expect(views).not.toContain(secret)
    expect(stored.join()).not.toContain(secret)
  }
})

test('a secret sealed for one account opens for no other', async () => {
  const { workspace, room } = aRoom()
  const mine = await savedAccount(workspace, anAccount('line'))
  const theirs = await savedAccount(workspace, anAccount('line', { secrets: { accessToken: 'another-access-token' } }))
  await evictDurableObject(room)
  await runInDurableObject(room, (_room, { storage }) => {
    storage.sql.exec(
      `UPDATE secrets SET sealed = (SELECT sealed FROM secrets WHERE account = ? AND name = 'accessToken')
       WHERE account = ? AND name = 'accessToken'`,
      theirs,
      mine,
    )
  })
  expect(await room.account({ account: mine })).toBeNull()
  expect((await room.views()).map(({ id, missing }) => [id, missing])).toContainEqual([mine, 'accessToken'])
})

test('an account that is not complete has an address, says what is missing, and opens for nobody', async () => {
  const { room } = aRoom()
  const { channel, name, isOn, settings, templates } = anAccount('wechat')
  const bare = { channel, name, isOn, settings: {}, secrets: {}, templates }
  const saved = await room.save({ account: null, form: bare, by: ADMIN })
  const account = 'account' in saved ? saved.account : ''
  const missing = async () => (await room.views()).map((view) => view.missing)
  expect([await missing(), await room.account({ account })]).toEqual([['appId'], null])
  await room.save({ account, form: { ...bare, settings }, by: ADMIN })
  expect(await missing()).toEqual(['token'])
  const { secrets } = anAccount('wechat')
  await room.save({ account, form: { ...bare, settings, secrets }, by: ADMIN })
  expect(await missing()).toEqual([null])
  expect((await room.account({ account }))?.secrets.token).toEqual([secrets.token])
})

test('what was stored in a form that is none any more closes the account', async () => {
  const { workspace, room } = aRoom()
  const account = await savedAccount(workspace, anAccount('wechat'))
  await runInDurableObject(room, (_room, { storage }) => {
    storage.sql.exec(`UPDATE accounts SET settings = '{"appId":"wx-of-once"}'`)
  })
  await evictDurableObject(room)
  expect(await room.account({ account })).toBeNull()
  expect((await room.views())[0]?.missing).toBe('appId')
})

test.each([
  ['a setting', { settings: { botName: 'no' } }, 'botName'],
  ['a secret', { secrets: { botToken: 'not a token' } }, 'botToken'],
  ['a setting that is none', { settings: { corpId: 'x' } }, 'corpId'],
  ['a secret that is none', { secrets: { appSecret: 'long enough' } }, 'appSecret'],
  ['a name of every object', { settings: { constructor: 'x' } }, 'constructor'],
])('%s in another form is refused by its name, and nothing is stored', async (_what, over, name) => {
  const { room } = aRoom()
  expect(await room.save({ account: null, form: anAccount('telegram', over), by: ADMIN })).toEqual({ malformed: name })
  expect(await room.views()).toEqual([])
})

test('a secret that is replaced is good a day longer, and gone after that', async () => {
  const { workspace, room } = aRoom()
  const form = anAccount('line')
  const account = await savedAccount(workspace, form)
  const asked = Date.now()
  const next = anAccount('line', { secrets: { channelSecret: 'the-next-secret' } })
  // What is left out stays; the same again is no change.
  const { channelSecret, accessToken } = form.secrets
  await room.save({ account, form: { ...next, secrets: { channelSecret: 'the-next-secret' } }, by: ADMIN })
  await room.save({ account, form: next, by: ADMIN })
  const open = { channelSecret: ['the-next-secret', channelSecret], accessToken: [accessToken] }
  expect((await room.account({ account }))?.secrets).toEqual(open)
  const [view] = await room.views()
  expect(view?.secrets.accessToken).toEqual({ isSet: true, previousUntil: null })
  const goodUntil = view?.secrets.channelSecret?.previousUntil ?? 0
  expect(goodUntil).toBeGreaterThanOrEqual(asked + PREVIOUS_MS)
  expect(goodUntil).toBeLessThanOrEqual(Date.now() + PREVIOUS_MS)

  const rows = () =>
    runInDurableObject(
      room,
      (_room, { storage }) => storage.sql.exec("SELECT 1 FROM secrets WHERE which = 'previous'").toArray().length,
    )
  await runInDurableObject(room, (_room, { storage }) => {
    storage.sql.exec("UPDATE secrets SET until = 1 WHERE which = 'previous'")
    storage.sql.exec("UPDATE timers SET due = 1 WHERE kind = 'previous'")
  })
  await evictDurableObject(room)
  // Its day is over: it is not used even before it is deleted.
  expect((await room.account({ account }))?.secrets.channelSecret).toEqual(['the-next-secret'])
  expect(await rows()).toBe(1)
  await runDurableObjectAlarm(room)
  expect(await rows()).toBe(0)
})

test('an account becomes no other channel’s, and one that is removed is gone with all it had', async () => {
  const { workspace, room } = aRoom()
  const account = await savedAccount(workspace, anAccount('line'))
  expect(await room.save({ account, form: anAccount('telegram'), by: ADMIN })).toEqual({ malformed: 'channel' })
  expect(await room.remove({ account, by: ADMIN })).toBe(true)
  expect(await room.remove({ account, by: ADMIN })).toBe(false)
  expect(await room.account({ account })).toBeNull()
  expect(await room.leave({ account })).toEqual({ refused: 'account_gone' })
  expect(await room.save({ account, form: anAccount('line'), by: ADMIN })).toEqual({ refused: 'not_found' })
  const left = await runInDurableObject(room, (_room, { storage }) =>
    storage.sql.exec('SELECT 1 FROM secrets UNION ALL SELECT 1 FROM tokens').toArray(),
  )
  expect(left).toEqual([])
})

test('what is done to an account is written down by ids and names of fields', async () => {
  const { workspace, room } = aRoom()
  const form = anAccount('line')
  const account = await savedAccount(workspace, form)
  await room.save({ account, form, by: ADMIN })
  await room.save({
    account,
    form: anAccount('line', { name: 'Hotline', secrets: { accessToken: 'a-newer-one' } }),
    by: ADMIN,
  })
  await room.remove({ account, by: ADMIN })
  await until(async () => (await actsOf(workspace)).length === 3)
  const acts = await actsOf(workspace)
  expect(acts.map(({ action, by, on }) => [action, by, on])).toEqual([
    ['channel.add', ADMIN, { account, channel: 'line' }],
    ['channel.change', ADMIN, { account, channel: 'line', fields: 'name,accessToken' }],
    ['channel.remove', ADMIN, { account, channel: 'line' }],
  ])
})

test('a vendor that is down is known to be down after the object slept, until it answers', async () => {
  const { workspace, room } = aRoom()
  const account = await savedAccount(workspace, anAccount('line'))
  expect(await room.leave({ account })).toEqual({ waitMs: 0 })
  const failed = { account, attempt: { as: 'later', isOverload: false } } as const
  for (let time = 0; time < 3; time += 1) await room.told(failed)
  const downSince = (await room.views())[0]?.downSince
  expect(downSince).toEqual(expect.any(Number))
  await evictDurableObject(room)
  expect((await room.views())[0]?.downSince).toBe(downSince)
  // One may ask; the others wait for what becomes of it.
  expect(await room.leave({ account })).toEqual({ waitMs: 0 })
  expect(await room.leave({ account })).not.toEqual({ waitMs: 0 })
  await room.told({ account, attempt: { as: 'sent' } })
  expect((await room.views())[0]?.downSince).toBeNull()
  expect(await room.leave({ account })).toEqual({ waitMs: 0 })
})

test('when a vendor was heard is told, and written at most once a minute', async () => {
  const { workspace, room } = aRoom()
  const account = await savedAccount(workspace, anAccount('line'))
  expect((await room.views())[0]?.heardAt).toBeNull()
  await room.heard({ account })
  const heardAt = (await room.views())[0]?.heardAt
  expect(heardAt).toEqual(expect.any(Number))
  await room.heard({ account })
  await room.heard({ account: 'ch_somebody_elses_account' })
  expect((await room.views())[0]?.heardAt).toBe(heardAt)
})

test('asking about channels where there are none leaves nothing behind', async () => {
  const { room } = aRoom()
  const account = 'ch_nobody_has_this_one'
  expect([
    await room.account({ account }),
    await room.accounts(),
    await room.views(),
    await room.leave({ account }),
    await room.token({ account }),
    await room.remove({ account, by: ADMIN }),
    await room.replay({ ids: 'all', by: ADMIN }),
    await room.undelivered({ after: null, limit: 10 }),
  ]).toEqual([null, [], [], { refused: 'account_gone' }, null, false, 0, { undelivered: [], next: null }])
  await room.told({ account, attempt: { as: 'sent' } })
  await room.heard({ account })
  await room.forget({ session: 'nobody' })
  await room.lookAtTimers()
  expect(await room.save({ account, form: anAccount('line'), by: ADMIN })).toEqual({ refused: 'not_found' })
  const tables = await runInDurableObject(room, (_room, { storage }) =>
    storage.sql.exec("SELECT name FROM sqlite_master WHERE name NOT LIKE '_cf%'").toArray(),
  )
  expect(tables).toEqual([])
})

const ROUTE = 'r'.repeat(22)
const buried = (account: string, session: string, seq: number) => ({
  id: `${session}:${seq}`,
  session,
  seq,
  route: ROUTE,
  account,
  channel: 'line' as const,
  reason: 'gave_up' as const,
  at: 1_000 + seq,
})

/** Sessions as this object sees them: each call is noted, and none is answered while they are out of reach. */
async function withSessions(room: ReturnType<typeof aRoom>['room'], isReached: boolean, run: () => Promise<void>) {
  const asked: [string, number, string][] = []
  await runInDurableObject(room, (object) => {
    const getByName = (name: string) => ({
      redeliver: async ({ seq, route }: { seq: number; route: string }) => {
        asked.push([name, seq, route])
        if (!isReached) throw new Error('out of reach')
        return true
      },
    })
    Object.defineProperty(object, 'env', { value: { ...env, SESSION: { getByName } }, configurable: true })
  })
  await run()
  return asked
}

test('what is tried again is asked of its session in order, and also after a crash and an alarm that was given up', async () => {
  const quiet = vi.spyOn(console, 'warn').mockReturnValue(undefined)
  const { workspace, room } = aRoom()
  const account = await savedAccount(workspace, anAccount('line'))
  for (const seq of [3, 1, 2]) await room.bury(buried(account, 'a-session-of-ours', seq))
  const first = await withSessions(room, false, async () => {
    expect(await room.replay({ ids: 'all', by: ADMIN })).toBe(3)
  })
  expect(first).toEqual([[`${workspace}:a-session-of-ours`, 3, ROUTE]])

  await evictDurableObject(room)
  await runInDurableObject(room, async (_room, { storage }) => {
    storage.sql.exec('UPDATE outbox SET due = 0')
    storage.sql.exec('UPDATE timers SET due = 1')
    await storage.deleteAlarm()
  })
  const second = await withSessions(room, true, async () => {
    await lookAfter(env, workspace)
  })
  expect(second.map(([, seq]) => seq)).toEqual([3, 1, 2])
  expect((await room.undelivered({ after: null, limit: 10 })).undelivered).toEqual([])
  quiet.mockRestore()
})

test('a session that was erased is not tried again, and nothing is kept of it', async () => {
  const quiet = vi.spyOn(console, 'warn').mockReturnValue(undefined)
  const { workspace, room } = aRoom()
  const account = await savedAccount(workspace, anAccount('line'))
  for (const session of ['erased-session-1', 'other-session-22']) {
    await room.bury(buried(account, session, 1))
    await room.bury(buried(account, session, 2))
  }
  await withSessions(room, false, async () => {
    await room.replay({ ids: ['erased-session-1:1', 'other-session-22:1'], by: ADMIN })
  })
  await room.forget({ session: 'erased-session-1' })
  const kept = await runInDurableObject(room, (_room, { storage }) => ({
    buried: storage.sql.exec<{ session: string }>('SELECT session FROM buried').toArray(),
    outbox: storage.sql.exec<{ target: string }>("SELECT target FROM outbox WHERE target <> '*audit'").toArray(),
  }))
  expect(kept).toEqual({ buried: [{ session: 'other-session-22' }], outbox: [{ target: 'other-session-22' }] })
  await room.forget({ session: 'other-session-22' })
  quiet.mockRestore()
})

test('erasing a customer reaches what could not be delivered to them', async () => {
  const { workspace } = (await provisioned()).workspace
  const room = channelsOf(env, workspace)
  const account = await savedAccount(workspace, anAccount('line'))
  const directory = directoryOf(env, workspace)
  const arrived = await directory.arrive({ address: `line:${account}:${ROUTE}`, name: null, locale: null })
  const session = 'session' in arrived ? arrived.session : ''
  await room.bury(buried(account, session, 4))
  await directory.erase({ ref: session, by: ADMIN, reason: 'asked for' })
  await until(async () => (await room.undelivered({ after: null, limit: 10 })).undelivered.length === 0)
})
