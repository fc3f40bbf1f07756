import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { CLOSE, type Entry, linksResponse } from '@baton/protocol'
import { beforeAll, expect, test } from 'vitest'
import { Customers } from '../directory/customers.ts'
import { directoryOf, sessionOf } from '../rooms-of.ts'
import { call, provisioned } from '../testing/a-workspace.ts'
import { agentWire } from '../testing/agent-wire.ts'
import { until } from '../testing/business.ts'
import { relayPack } from '../testing/relay-pack.ts'
import { askToJoin, enter, hostJwt, join, open } from '../testing/visitor.ts'
import type { Wire } from '../testing/wire.ts'

let shop: Awaited<ReturnType<typeof provisioned>>
beforeAll(async () => {
  shop = await provisioned({ pack: relayPack })
})

const stubOf = (session: string) => sessionOf(env, shop.workspace.workspace, session)
const stateOf = (session: string) => runInDurableObject(stubOf(session), ({ core }) => core.ledger.state)
const token = (sub: string) => hostJwt(shop, { sub })
const texts = (entries: readonly Entry[]) =>
  entries.flatMap(({ event }) => (event.kind === 'message' ? [event.body.text] : []))

/** Says something that the bot answers, and waits for the answer. */
async function talk(wire: Wire, text = 'how long does shipping take'): Promise<void> {
  wire.say(text)
  await wire.event('message', ({ by }) => by.role === 'bot')
}

/** The customer asks for a person, and that one accepts. */
async function withAgent(session: string, wire: Wire): Promise<void> {
  wire.send({ kind: 'handoff.request' })
  await wire.next('ack')
  const { handoff, fence } = await stateOf(session)
  const to = { agent: { id: 'lin', name: 'Lin' } }
  await stubOf(session).pass({ handoffId: handoff?.id ?? '', expectedFence: fence, to, reason: 'accepted' })
}

const agentAt = (session: string): Promise<Wire> => agentWire(shop.workspace.workspace, session)

/** A customer who has talked while signed in, and then as a visitor on another device. */
async function twoSessions(sub: string) {
  const home = await join(shop, { token: await token(sub) })
  const before = await enter(home)
  await talk(before)
  const visit = await join(shop)
  const wire = await enter(visit)
  await talk(wire, 'when will it arrive')
  return { home, before, visit, wire }
}

const isLinked = (older: string, newer: string) =>
  until(async () => (await stateOf(older)).linkedTo === newer && (await stateOf(newer)).earlier.includes(older))

test('a visitor who signs in to an address that has a session gets that one, and reads what they said before', async () => {
  const { home, visit, wire } = await twoSessions('l-1')
  const signedIn = await join(shop, { token: await token('l-1'), device: visit.device })
  expect(signedIn.session).toBe(home.session)
  await isLinked(visit.session, home.session)
  // Whoever is still on the older one is told, and may join again.
  expect(await wire.next('bye')).toMatchObject({ code: 'session_linked' })
  expect((await wire.closed).code).toBe(CLOSE.linked)

  const now = await enter(signedIn)
  now.tell({ type: 'hello', v: 1, req: 2 })
  const { state } = await now.next('welcome')
  expect(state.earlier).toEqual([visit.session])
  now.tell({ type: 'history', req: 3, before: Number.MAX_SAFE_INTEGER, segment: visit.session })
  const page = await now.next('page')
  expect(page).toMatchObject({ req: 3, more: false, segment: visit.session })
  expect(texts(page.entries)[0]).toBe('when will it arrive')
  // Its case has ended without a summary to rate.
  const kinds = page.entries.map(({ event }) => event.kind)
  expect(kinds).toContain('case.closed')
  expect(kinds).not.toContain('case.summarised')
  expect((await stateOf(visit.session)).case?.open).toBe(false)
  // Logs are not merged.
  expect(texts((await now.hello()).replay.entries)).not.toContain('when will it arrive')
})

test('the older one is read-only: no ticket opens it, no command changes it, and its device is a new visitor', async () => {
  const { home, visit } = await twoSessions('l-2')
  const [early, late] = [
    await join(shop, { device: visit.device }),
    await enter(await join(shop, { device: visit.device })),
  ]
  await join(shop, { token: await token('l-2'), device: visit.device })
  await isLinked(visit.session, home.session)
  await late.closed
  const refused = await open(early)
  expect(await refused.next('bye')).toMatchObject({ code: 'session_linked' })
  expect((await refused.closed).code).toBe(CLOSE.linked)
  const stranger = await join(shop, { device: visit.device })
  expect([home.session, visit.session]).not.toContain(stranger.session)
})

test('a segment that is not ours is as one that is not there', async () => {
  const { visit } = await twoSessions('l-3')
  const stranger = await enter(await join(shop, { token: await token('l-3b') }))
  for (const segment of [visit.session, 'x'.repeat(27)]) {
    stranger.tell({ type: 'history', req: 7, before: 100, segment })
    expect(await stranger.next('fault')).toMatchObject({ code: 'not_found', of: 'history', req: 7 })
  }
  expect(await stubOf(visit.session).earlierPage({ reader: 'x'.repeat(27), role: 'agent', before: 100 })).toBeNull()
})

test('the same join again, and the same errand again, link once', async () => {
  const { home, visit } = await twoSessions('l-4')
  const joins = Array.from({ length: 4 }, async () => join(shop, { token: await token('l-4'), device: visit.device }))
  for (const joined of await Promise.all(joins)) expect(joined.session).toBe(home.session)
  await isLinked(visit.session, home.session)
  const log = (session: string) =>
    runInDurableObject(stubOf(session), ({ core }) =>
      core.ledger.log.since(0).filter(({ kind }) => kind === 'session.linked'),
    )
  const [first] = await log(home.session)
  if (first?.kind !== 'session.linked') throw new Error('not linked')
  const { workspace } = shop.workspace
  await stubOf(home.session).link({
    workspace,
    session: home.session,
    link: first.body.link,
    as: 'newer',
    other: visit.session,
  })
  await stubOf(visit.session).link({
    workspace,
    session: visit.session,
    link: first.body.link,
    as: 'earlier',
    other: home.session,
  })
  expect(await log(home.session)).toHaveLength(1)
  expect(await log(visit.session)).toHaveLength(1)
})

test('T-17 two verified customers never become one, whatever device they come from', async () => {
  const a = await join(shop, { token: await token('l-a') })
  await talk(await enter(a))
  const b = await join(shop, { token: await token('l-b'), device: a.device })
  expect(b.session).not.toBe(a.session)
  await talk(await enter(b))
  // And back again, both known by now.
  const again = await join(shop, { token: await token('l-a'), device: b.device })
  expect(again.session).toBe(a.session)
  for (const session of [a.session, b.session]) {
    expect(await stateOf(session)).toMatchObject({ earlier: [], linkedTo: null })
  }
  expect((await askToJoin(shop, { device: a.device })).status).toBe(200)
})

test('what waits for a person goes on in the newer session, with what was known of it', async () => {
  const { home, visit, wire } = await twoSessions('l-5')
  await talk(wire, 'where is my order so10042')
  wire.send({ kind: 'handoff.request' })
  await wire.event('handoff.requested')
  await join(shop, { token: await token('l-5'), device: visit.device })
  await isLinked(visit.session, home.session)
  await until(async () => (await stateOf(home.session)).holder === 'queue')
  expect((await stateOf(visit.session)).holder).toBe('bot')
  const { brief, case: it } = await stateOf(home.session)
  expect(it?.facts).toContainEqual(expect.objectContaining({ value: 'SO10042' }))
  expect(brief?.facts).toContainEqual(expect.objectContaining({ value: 'SO10042' }))
})

test('a case with an agent moves too, and the agent who had it may not go on in the older one', async () => {
  const { home, visit, wire } = await twoSessions('l-6')
  await withAgent(visit.session, wire)
  const lin = await agentAt(visit.session)
  await lin.hello()
  await join(shop, { token: await token('l-6'), device: visit.device })
  await until(async () => (await stateOf(home.session)).holder === 'queue')
  lin.say('Still here?')
  expect(await lin.next('nack')).toMatchObject({ code: 'session_linked' })
})

test('when both have an agent nothing is linked until a person decides; it can be undone', async () => {
  const { home, before, visit, wire } = await twoSessions('l-7')
  await withAgent(home.session, before)
  await withAgent(visit.session, wire)
  const signedIn = await join(shop, { token: await token('l-7'), device: visit.device })
  expect(signedIn.session).toBe(home.session)
  const held = (session: string) =>
    runInDurableObject(stubOf(session), ({ core }) =>
      core.ledger.log.since(0).some(({ kind }) => kind === 'session.link_held'),
    )
  await until(async () => (await held(home.session)) && (await held(visit.session)))
  expect(await stateOf(visit.session)).toMatchObject({ linkedTo: null, holder: 'agent:lin' })

  const admin = (path: string, method: string) =>
    call(`/v1/admin/workspaces/${shop.workspace.workspace}/links${path}`, {
      method,
      headers: { authorization: `Bearer ${env.ADMIN_TOKEN}` },
    })
  const { links } = linksResponse.parse(await (await admin('', 'GET')).json())
  const link = links.find(({ older }) => older === visit.session)
  expect(link).toMatchObject({ newer: home.session, state: 'held' })
  expect((await admin(`/${link?.id}/confirm`, 'POST')).status).toBe(204)
  await isLinked(visit.session, home.session)
  // Who has a person here already goes on with that one.
  expect((await stateOf(home.session)).holder).toBe('agent:lin')
  expect((await admin(`/${link?.id}/undo`, 'POST')).status).toBe(204)
  await until(async () => (await stateOf(visit.session)).linkedTo === null)
  expect((await stateOf(home.session)).earlier).toEqual([])
  // The visitor's device opens the visitor's session again.
  expect((await join(shop, { device: visit.device })).session).toBe(visit.session)
  expect((await admin(`/${link?.id}/undo`, 'POST')).status).toBe(404)
  expect((await admin('/l_nobody/confirm', 'POST')).status).toBe(404)
})

test('a visit in which nothing was said leaves nothing to read', async () => {
  const home = await join(shop, { token: await token('l-8') })
  await talk(await enter(home))
  const visit = await join(shop)
  const wire = await enter(visit)
  await join(shop, { token: await token('l-8'), device: visit.device })
  expect((await wire.closed).code).toBe(CLOSE.linked)
  expect((await stateOf(home.session)).earlier).toEqual([])
})

test('whoever is erased is erased with what they said before they signed in', async () => {
  const { home, visit } = await twoSessions('l-9')
  await join(shop, { token: await token('l-9'), device: visit.device })
  await isLinked(visit.session, home.session)
  const directory = directoryOf(env, shop.workspace.workspace)
  const record = await runInDurableObject(directory, (_, { storage }) => new Customers(storage.sql).record('user:l-9'))
  expect(record?.sessions).toEqual([home.session, visit.session])
})
