import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import type { EndpointSecret, WebhookEvent, WebhookType } from '@baton/protocol'
import { expect, inject, test, vi } from 'vitest'
import { directoryAddress, routeIdOf } from '../channels/address.ts'
import { directoryOf, integrationsOf, sessionOf } from '../rooms-of.ts'
import { call, provisioned } from '../testing/a-workspace.ts'
import { agentWire } from '../testing/agent-wire.ts'
import { until } from '../testing/business.ts'
import { aCallback, hookOf, knock } from '../testing/hooks.ts'
import { relayPack } from '../testing/relay-pack.ts'
import { sentBy } from '../testing/vendors.ts'
import { enter, hostJwt, join } from '../testing/visitor.ts'
import { wantedTypes } from './wanted.ts'

/** Said by each of them, and in no body of what is told. */
const CANARY = 'canary-8f31'

const WANTED = [
  'case.opened',
  'message.created',
  'handoff.requested',
  'baton.passed',
  'case.closed',
  'case.rated',
  'customer.erased',
] as const satisfies WebhookType[]

type Shop = Awaited<ReturnType<typeof provisioned>>

const admin = (workspace: string, method: string, path: string, body?: unknown) =>
  call(`/v1/admin/workspaces/${workspace}${path}`, {
    method,
    headers: { authorization: `Bearer ${env.ADMIN_TOKEN}` },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })

/** Somebody asks the bot, then a person, is answered, says how it was, and is erased. Answers what a webhook names them by. */
async function aLife(shop: Shop, beforeErased: (session: string) => Promise<void> = async () => undefined) {
  const { workspace } = shop.workspace
  const token = await hostJwt(shop, { sub: crypto.randomUUID(), name: `Anna ${CANARY}` })
  const joined = await join(shop, { token })
  const { session } = joined
  const room = sessionOf(env, workspace, session)
  const state = () => runInDurableObject(room, ({ core }) => core.ledger.state)
  const anna = await enter(joined)
  await anna.answerTo(`how long does shipping take ${CANARY}`)
  anna.send({ kind: 'handoff.request' })
  await until(async () => (await state()).holder === 'queue')
  const { handoff, fence } = await state()
  const to = { agent: { id: 'lin', name: 'Lin' } }
  await room.pass({ handoffId: handoff?.id ?? '', expectedFence: fence, to, reason: 'accepted' })
  const lin = await agentWire(workspace, session)
  await lin.hello()
  const said = lin.say(`it arrives tomorrow ${CANARY}`)
  await lin.next('ack', ({ id }) => id === said)
  lin.send({ kind: 'resolve', resolution: `found ${CANARY}` })
  await anna.event('case.closed')
  const rated = anna.send({ kind: 'rate', score: 5, tags: [], comment: `kind ${CANARY}` })
  await anna.next('ack', ({ id }) => id === rated)
  const customer = (await state()).profile?.id ?? ''
  await beforeErased(session)
  expect((await admin(workspace, 'DELETE', `/customers/${customer}`, { reason: 'asked' })).status).toBeLessThan(300)
  return { session, customer }
}

test('a business is told of a customer from the first word to their erasure: each once, with its place in the session, and nothing that anybody said', async () => {
  const shop = await provisioned({ pack: relayPack })
  const { workspace } = shop.workspace
  const key = `r-${crypto.randomUUID()}`
  const form = { url: `${inject('vendorsUrl')}/receiver/${key}`, types: WANTED }
  const made = await admin(workspace, 'POST', '/webhooks', form)
  expect(made.status).toBe(201)
  const told = async () => (await sentBy(key)).map(({ body }) => body as WebhookEvent)
  const { session, customer } = await aLife(shop, async () => {
    // What is told of a session that is erased meanwhile is told no more.
    const before = WANTED.filter((type) => type !== 'customer.erased')
    await vi.waitFor(
      async () => expect((await told()).map(({ type }) => type)).toEqual(expect.arrayContaining(before)),
      15_000,
    )
  })
  await vi.waitFor(async () => expect((await told()).map(({ type }) => type)).toContain('customer.erased'), 15_000)

  const sent = await sentBy(key)
  const events = await told()
  expect(new Set(sent.map(({ headers }) => headers['webhook-id'])).size).toBe(sent.length)
  // They may come in any order; the erasure has no place in the log.
  const seqOf = ({ data }: WebhookEvent): number => data.seq ?? Number.POSITIVE_INFINITY
  const types = [...events].sort((left, right) => seqOf(left) - seqOf(right)).map(({ type }) => type)
  const others = types.filter((type) => type !== 'message.created' && type !== 'baton.passed')
  expect(others).toEqual(['case.opened', 'handoff.requested', 'case.closed', 'case.rated', 'customer.erased'])
  // Of the customer, the bot and the agent; to the queue, to the agent, and back when the case was over.
  expect(types.filter((type) => type === 'message.created').length).toBeGreaterThanOrEqual(3)
  expect(types.filter((type) => type === 'baton.passed').length).toBeGreaterThanOrEqual(2)
  expect(new Set(types)).toEqual(new Set(WANTED))
  for (const { type, data } of events) {
    expect(data.workspace).toBe(workspace)
    if (type === 'customer.erased') expect(data).toEqual({ workspace, customer })
    else expect(data.session).toBe(session)
  }
  expect(JSON.stringify(sent)).not.toContain(CANARY)
  const { endpoint } = await made.json<EndpointSecret>()
  const log = await (await admin(workspace, 'GET', `/webhooks/${endpoint.id}/deliveries`)).text()
  expect(log).not.toContain(CANARY)
  // What is told in the clear is what is kept.
  expect(
    await runInDurableObject(integrationsOf(env, workspace), (_, { storage }) =>
      JSON.stringify(storage.sql.exec('SELECT body FROM announcements').toArray()),
    ),
  ).not.toContain(CANARY)
})

/** What a session announces from now on. */
async function announcedBy(workspace: string, session: string): Promise<string[]> {
  const types: string[] = []
  await runInDurableObject(sessionOf(env, workspace, session), ({ core }) => {
    const announce = core.errands.announce.bind(core.errands)
    vi.spyOn(core.errands, 'announce').mockImplementation((about, now) => {
      types.push(about.type)
      announce(about, now)
    })
  })
  return types
}

test('where nobody wants to be told, what is said is written for nobody else', async () => {
  const shop = await provisioned({ pack: relayPack })
  const { workspace } = shop.workspace
  const first = await join(shop)
  const onceKnown = await announcedBy(workspace, first.session)
  expect(await wantedTypes(env, workspace)).toEqual(new Set())
  await enter(first)
  const profile = await runInDurableObject(
    sessionOf(env, workspace, first.session),
    ({ core }) => core.ledger.state.profile,
  )
  expect(profile).not.toBe(null)
  expect(onceKnown).toEqual([])

  const joined = await join(shop)
  const onWeb = await announcedBy(workspace, joined.session)
  const anna = await enter(joined)
  await anna.answerTo('how long does shipping take')
  // Who they are is written as they enter, by when nobody may have asked for a while what is wanted.
  expect(onWeb.filter((type) => type !== 'customer.updated')).toEqual([])

  const callback = await aCallback(workspace, 'telegram')
  const from = '5550177'
  const route = await routeIdOf(env, workspace, { account: callback.path.split('/').at(-1) ?? '', address: from })
  const address = directoryAddress({ channel: 'telegram', account: callback.path.split('/').at(-1) ?? '', route })
  const arrived = await directoryOf(env, workspace).arrive({ address, name: null, locale: null })
  const session = 'session' in arrived ? arrived.session : ''
  const byChannel = await announcedBy(workspace, session)
  await knock(callback.path, await hookOf(callback, { from, text: 'how long does shipping take' }))
  await until(async () =>
    (await sentBy(callback.form.secrets.botToken ?? '')).some(({ path }) => /sendMessage$/.test(path)),
  )
  expect(byChannel).toEqual([])
  expect(await integrationsOf(env, workspace).wanted()).toEqual([])
})
