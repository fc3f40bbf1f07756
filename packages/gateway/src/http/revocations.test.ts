import { evictDurableObject, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { CLOSE, problem } from '@baton/protocol'
import { beforeAll, expect, test } from 'vitest'
import { auditOf, directoryOf, sessionOf } from '../rooms-of.ts'
import { call, post, provisioned, SHOP } from '../testing/a-workspace.ts'
import { agentWire } from '../testing/agent-wire.ts'
import { pause, until } from '../testing/business.ts'
import { relayPack } from '../testing/relay-pack.ts'
import { askToJoin, enter, hostJwt, join, open } from '../testing/visitor.ts'
import type { Wire } from '../testing/wire.ts'
import { verifyTicket } from './tickets.ts'

let shop: Awaited<ReturnType<typeof provisioned>>
let other: Awaited<ReturnType<typeof provisioned>>
beforeAll(async () => {
  shop = await provisioned({ pack: relayPack })
  other = await provisioned({ pack: relayPack })
})

/** From revocation to silence. */
const SILENCE_MS = 5_000

const revoke = async (body: object, token?: string, site = shop): Promise<number> => {
  const bearer = token ?? (await hostJwt(site, {}, 'baton-server'))
  const headers = { authorization: `Bearer ${bearer}` }
  return (await post('/v1/business/revocations', { siteKey: site.siteKey, ...body }, headers)).status
}

/** Host tokens tell seconds only: one of a revocation's own second is refused. */
const nextSecond = () => pause(1_001 - (Date.now() % 1_000))

const codeOf = async (answer: Response) => problem.parse(await answer.json()).code
const customerOf = async (ticket: string) => {
  const claims = await verifyTicket(env, ticket)
  return claims.room === 'session' ? claims.participant : ''
}
const sessionStub = (session: string) => sessionOf(env, shop.workspace.workspace, session)

async function isClosedForGood(wire: Wire, since: number): Promise<void> {
  expect(await wire.next('bye')).toMatchObject({ code: 'revoked', retryable: false })
  expect((await wire.closed).code).toBe(CLOSE.revoked)
  expect(Date.now() - since).toBeLessThan(SILENCE_MS)
}

test('a revoked customer is silent within five seconds, on every socket, and nothing of before opens again', async () => {
  const token = await hostJwt(shop, { sub: 'r-1' })
  const [phone, laptop] = [await join(shop, { token }), await join(shop, { token })]
  const wires = [await enter(phone), await enter(laptop)]
  const unused = await join(shop, { token })
  const since = Date.now()
  expect(await revoke({ subject: 'r-1' })).toBe(204)
  for (const wire of wires) await isClosedForGood(wire, since)
  // A ticket of before, a device of before, and the token of before.
  await isClosedForGood(await open(unused), since)
  expect(await codeOf(await askToJoin(shop, { token }))).toBe('revoked')
  expect((await askToJoin(shop, { device: phone.device })).status).toBe(401)
  // With a new token they are let in, and find their session.
  await nextSecond()
  const again = await join(shop, { token: await hostJwt(shop, { sub: 'r-1' }), device: phone.device })
  expect(again.session).toBe(phone.session)
  await enter(again)
})

test("T-15 revoked while the object is hibernated: another's message wakes it, and the revoked socket hears nothing", async () => {
  const token = await hostJwt(shop, { sub: 'r-15' })
  const joined = await join(shop, { token })
  const wire = await enter(joined)
  wire.send({ kind: 'handoff.request' })
  await wire.next('ack')
  const stub = sessionStub(joined.session)
  const { handoff, fence } = await runInDurableObject(stub, ({ core }) => core.ledger.state)
  await stub.pass({
    handoffId: handoff?.id ?? '',
    expectedFence: fence,
    to: { agent: { id: 'lin', name: 'Lin' } },
    reason: 'accepted',
  })
  await evictDurableObject(stub)
  wire.frames.length = 0
  const since = Date.now()
  expect(await revoke({ subject: 'r-15' })).toBe(204)
  // An agent's word, the moment after.
  const lin = await agentWire(shop.workspace.workspace, joined.session)
  await lin.hello()
  lin.say('Are you still there?')
  await lin.next('ack')
  await isClosedForGood(wire, since)
  expect(wire.frames).toEqual([])
})

test('a visitor is revoked by the customer id, and so is a session nobody has opened yet', async () => {
  const joined = await join(shop)
  const since = Date.now()
  expect(await revoke({ customer: await customerOf(joined.ticket) })).toBe(204)
  await isClosedForGood(await open(joined), since)
  expect(await codeOf(await askToJoin(shop, { device: joined.device }))).toBe('revoked')
})

test('T-17 a subject that was revoked before anybody came with it does not get in with a token of before', async () => {
  const token = await hostJwt(shop, { sub: 'r-unseen' })
  expect(await revoke({ subject: 'r-unseen' })).toBe(204)
  expect(await codeOf(await askToJoin(shop, { token }))).toBe('revoked')
})

test('the same request again takes nothing back that was given in between', async () => {
  const bearer = await hostJwt(shop, { jti: 'one' }, 'baton-server')
  await join(shop, { token: await hostJwt(shop, { sub: 'r-2' }) })
  expect(await revoke({ subject: 'r-2' }, bearer)).toBe(204)
  await nextSecond()
  const wire = await enter(await join(shop, { token: await hostJwt(shop, { sub: 'r-2' }) }))
  expect(await revoke({ subject: 'r-2' }, bearer)).toBe(204)
  wire.tell({ type: 'hello', v: 1, req: 9 })
  expect((await wire.next('welcome')).req).toBe(9)
})

test('it survives a crash between the decision and the telling', async () => {
  const joined = await join(shop, { token: await hostJwt(shop, { sub: 'r-crash' }) })
  const wire = await enter(joined)
  const directory = directoryOf(env, shop.workspace.workspace)
  const since = Date.now()
  // As if the object had gone down after its transaction: the errand is stored, nobody was told.
  await runInDurableObject(directory, (_, { storage }) => {
    storage.sql.exec('UPDATE customers SET grants = grants + 1 WHERE session = ?', joined.session)
    const errand = { call: 'revoke', session: joined.session, grants: 1 }
    storage.sql.exec(
      'INSERT INTO outbox (target, message, due) VALUES (?, ?, 0)',
      ...[joined.session, JSON.stringify(errand)],
    )
    storage.sql.exec("INSERT OR REPLACE INTO timers (kind, key, due) VALUES ('outbox', '', ?)", Date.now() + 500)
    return storage.setAlarm(Date.now() + 500)
  })
  await evictDurableObject(directory)
  await isClosedForGood(wire, since)
})

test('T-16 only a server token of this workspace revokes', async () => {
  const wire = await enter(await join(shop, { token: await hostJwt(shop, { sub: 'r-3' }) }))
  const old = Math.floor(Date.now() / 1_000) - 6 * 60 - 5
  const tokens = [
    await hostJwt(shop, { sub: 'r-3' }),
    await hostJwt(other, {}, 'baton-server'),
    await hostJwt(shop, {}, 'baton-server', old),
    'none',
    '',
  ]
  for (const token of tokens) expect(await revoke({ subject: 'r-3' }, token)).toBe(401)
  // The other workspace's own token revokes its own customers, whatever they are called.
  expect(await revoke({ subject: 'r-3' }, undefined, other)).toBe(204)
  wire.tell({ type: 'hello', v: 1, req: 9 })
  expect((await wire.next('welcome')).req).toBe(9)
})

test('a server token opens no session', async () => {
  const token = await hostJwt(shop, { sub: 'r-4' }, 'baton-server')
  expect(await codeOf(await askToJoin(shop, { token }))).toBe('unauthenticated')
})

test.each([{}, { subject: 'a', customer: 'b' }, { subject: '' }, { subject: 7 }])('%j names nobody', async (body) => {
  expect(await revoke(body)).toBe(400)
})

test('who runs the gateway revokes too; an unknown customer and an unknown workspace change nothing', async () => {
  const wire = await enter(await join(shop, { token: await hostJwt(shop, { sub: 'r-5' }) }))
  const since = Date.now()
  const admin = (id: string, body: object, token = env.ADMIN_TOKEN) =>
    post(`/v1/admin/workspaces/${id}/revocations`, body, { authorization: `Bearer ${token}` })
  const { workspace } = shop.workspace
  expect((await admin(workspace, { subject: 'r-5' }, 'wrong')).status).toBe(401)
  expect((await admin('nowhere', { subject: 'r-5' })).status).toBe(404)
  expect((await admin(workspace, { customer: 'cus_nobody' })).status).toBe(204)
  expect((await admin(workspace, { subject: 'r-5' })).status).toBe(204)
  await isClosedForGood(wire, since)
})

test('T-08 a device that is given up opens nothing, and its open sockets close; others stay', async () => {
  const token = await hostJwt(shop, { sub: 'r-8' })
  const [mine, theirs] = [await join(shop, { token }), await join(shop, { token })]
  const [here, there] = [await enter(mine), await enter(theirs)]
  const unused = await join(shop, { token, device: mine.device })
  const since = Date.now()
  const leave = (device: string, origin = SHOP) => post('/v1/leave', { siteKey: shop.siteKey, device }, { origin })
  expect((await leave(mine.device, 'https://evil.example')).status).toBe(403)
  const answer = await leave(mine.device)
  expect(answer.status).toBe(204)
  expect(answer.headers.get('access-control-allow-origin')).toBe(SHOP)
  await isClosedForGood(here, since)
  await isClosedForGood(await open(unused), since)
  there.tell({ type: 'hello', v: 1, req: 9 })
  expect((await there.next('welcome')).req).toBe(9)
  // A visitor's too, and what opens nothing is answered alike.
  const visitor = await join(shop)
  expect((await leave(visitor.device)).status).toBe(204)
  expect(await codeOf(await askToJoin(shop, { device: visitor.device }))).toBe('revoked')
  expect((await leave('forged')).status).toBe(204)
  expect((await call('/v1/leave', { method: 'OPTIONS', headers: { origin: SHOP } })).status).toBe(204)
})

test('it is written down who took it back, by ids only', async () => {
  const joined = await join(shop, { token: await hostJwt(shop, { sub: 'r-audit' }) })
  expect(await revoke({ subject: 'r-audit' })).toBe(204)
  const { records } = await auditOf(env, shop.workspace.workspace).page({ after: 0, limit: 200 })
  expect(records.filter(({ on }) => on.session === joined.session)).toMatchObject([
    { action: 'customer.revoke', by: { role: 'integration' }, on: { customer: await customerOf(joined.ticket) } },
  ])
  expect(JSON.stringify(records)).not.toContain('r-audit')
})

test('an errand that was told leaves nothing behind', async () => {
  await revoke({ subject: 'r-1' })
  const directory = directoryOf(env, shop.workspace.workspace)
  await until(() =>
    runInDurableObject(
      directory,
      (_, { storage }) =>
        storage.sql.exec("SELECT 1 FROM outbox UNION ALL SELECT 1 FROM timers WHERE kind = 'outbox'").toArray()
          .length === 0,
    ),
  )
})
