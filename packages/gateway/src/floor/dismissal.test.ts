import { evictDurableObject, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { CLOSE, type ProvisionRequest, type SessionTicket } from '@baton/protocol'
import { expect, test } from 'vitest'
import { loginOf } from '../directory/logins.ts'
import { verifyTicket } from '../http/tickets.ts'
import { auditOf } from '../rooms-of.ts'
import { LIN, PASSWORD } from '../testing/a-workspace.ts'
import { pause, until } from '../testing/business.ts'
import { relayPack } from '../testing/relay-pack.ts'
import { Room, type Wire } from '../testing/wire.ts'
import { Desk, hasOffer } from './testing/desk.ts'

/** How long the promise of silence is. */
const SILENCE_MS = 5_000
const CHEN = { ...LIN, id: 'chen', name: 'Chen', email: 'chen@example.test' } as const
const settings = { offerMs: 20_000, graceMs: 60_000, caseIdleMs: 60_000, reopenMs: 60_000, turnMs: 5_000 }

type Agents = ProvisionRequest['agents']

/** A session that Lin holds, with the desk, the socket and the ticket she has for it. */
async function held(agents: Agents = [LIN, CHEN]) {
  const room = await Room.open({ agents, settings })
  const directory = env.DIRECTORY.getByName(room.workspace)
  const again = async (next: Agents) => {
    const config = await directory.config()
    if (!config?.hostKey) throw new Error('not provisioned')
    await directory.provision({ ...config, hostKey: config.hostKey, agents: next })
  }
  const signIn = async () => {
    const result = await directory.login({ workspace: room.workspace, email: LIN.email, password: PASSWORD }, 'here')
    if ('refused' in result) throw new Error(result.refused)
    return { login: await loginOf(result.token, ''), signOut: () => directory.logout(result.token) }
  }
  const customer = await room.customer()
  customer.send({ kind: 'handoff.request' })
  const { login, signOut } = await signIn()
  const desk = await Desk.arrive(room.workspace, 'lin', login)
  const { offers } = await desk.untilBoard(hasOffer)
  const ticket = await ticketOf(desk, { type: 'accept', offerId: offers[0]?.id })
  const agent = await room.connect(ticket)
  await agent.hello()
  return { room, customer, desk, agent, ticket, again, signIn, signOut }
}

async function ticketOf(desk: Desk, frame: Record<string, unknown>): Promise<SessionTicket> {
  const answer = await desk.ask(frame)
  const claims = await verifyTicket(env, ('ticket' in answer && answer.ticket) || '')
  if (claims.room !== 'session') throw new Error('a ticket to another room')
  return claims
}

async function closeOf(wire: Wire): Promise<number> {
  const late = pause(SILENCE_MS).then(() => ({ code: -1 }))
  return (await Promise.race([wire.closed, late])).code
}

async function silent(customer: Wire, agent: Wire): Promise<boolean> {
  const before = agent.frames.length
  const id = customer.say('does anybody read this')
  await customer.next('ack', (ack) => ack.id === id)
  await pause(100)
  return agent.frames.length === before
}

test('T-18 an agent who is removed reads no more within five seconds, though their desk is gone and the grace time runs', async () => {
  const { customer, desk, agent, room, again } = await held()
  desk.socket.close(1000)
  await pause(200)
  expect(await room.state()).toMatchObject({ holder: 'agent:lin' })
  await again([CHEN])
  expect(await closeOf(agent)).toBe(CLOSE.forbidden)
  expect(await silent(customer, agent)).toBe(true)
})

test('T-18 a session that sleeps sends the agent off too', async () => {
  const { agent, room, again } = await held()
  await evictDurableObject(room.stub)
  await again([CHEN])
  expect(await closeOf(agent)).toBe(CLOSE.forbidden)
})

test('T-18 an agent who is removed while wrapping up reads no more, and their ticket from before opens nothing', async () => {
  const { agent, room, ticket, again, customer } = await held()
  agent.send({ kind: 'handback', note: '' })
  await customer.event('baton.passed', ({ body }) => body.to === 'bot')
  // Wrap-up: they may still read, and come back by a ticket.
  const back = await room.connect({ ...ticket, jti: crypto.randomUUID() })
  await back.hello()
  await again([CHEN])
  expect(await closeOf(agent)).toBe(CLOSE.forbidden)
  expect(await closeOf(back)).toBe(CLOSE.forbidden)
  const late = await room.connect({ ...ticket, jti: crypto.randomUUID() })
  expect(await late.next('bye')).toMatchObject({ code: 'unauthenticated' })
})

test('T-18 a sign-out ends what was opened by that sign-in, and nothing of another one', async () => {
  const { agent, room, signIn, signOut, customer } = await held()
  const home = await signIn()
  const other = await Desk.arrive(room.workspace, 'lin', home.login)
  const second = await room.connect(await ticketOf(other, { type: 'open', session: room.session }))
  await second.hello()
  await signOut()
  expect(await closeOf(agent)).toBe(CLOSE.unauthenticated)
  const id = customer.say('still there?')
  await second.next('event', ({ event }) => event.id === id)
})

test('T-18 an agent acts under no rank they have lost: they come back by another ticket', async () => {
  const { agent, room, ticket, desk, again } = await held([{ ...LIN, role: 'senior' }, CHEN])
  expect(ticket.rank).toBe('senior')
  await again([LIN, CHEN])
  expect(await closeOf(agent)).toBe(CLOSE.restarting)
  const old = await room.connect({ ...ticket, jti: crypto.randomUUID() })
  expect(await old.next('bye')).toMatchObject({ code: 'unauthenticated' })
  const anew = await ticketOf(desk, { type: 'open', session: room.session })
  expect(anew.rank).toBe('agent')
  await (await room.connect(anew)).hello()
  const rank = await runInDurableObject(room.stub, ({ core }) =>
    [...core.sockets.open('agent')].map(([, { actor }]) => actor.rank),
  )
  expect(rank).toEqual(['agent'])
})

test('T-18 an agent to whom a promoted session was not given gets no further than its door, and that is written down', async () => {
  const { room, ticket } = await held()
  const chen = await room.connect({ ...ticket, jti: crypto.randomUUID(), participant: 'chen', name: 'Chen' })
  expect(await chen.next('bye')).toMatchObject({ code: 'forbidden' })
  expect(await closeOf(chen)).toBe(CLOSE.forbidden)
  const desk = await Desk.arrive(room.workspace, 'chen')
  expect(await desk.ask({ type: 'open', session: room.session })).toMatchObject({ type: 'nack', code: 'not_found' })
  const audit = auditOf(env, room.workspace)
  const refusals = async () =>
    (await audit.page({ after: 0, limit: 100 })).records.filter(({ action }) => action === 'session.open_refused')
  await until(async () => (await refusals()).length === 2)
  expect((await refusals()).map(({ by, on }) => [by, on])).toEqual([
    [{ role: 'agent', id: 'chen' }, { session: room.session }],
    [{ role: 'agent', id: 'chen' }, { session: room.session }],
  ])
})

test('what the desk of the release before had opened is no worse off: without a named sign-in it ends with the agent', async () => {
  const room = await Room.open({ agents: [LIN, CHEN], settings, pack: relayPack })
  const customer = await room.customer()
  customer.send({ kind: 'handoff.request' })
  const desk = await Desk.arrive(room.workspace, 'lin')
  const { offers } = await desk.untilBoard(hasOffer)
  const agent = await room.connect(await ticketOf(desk, { type: 'accept', offerId: offers[0]?.id }))
  await agent.hello()
  await env.FLOOR.getByName(room.workspace).recheckAgents()
  expect(await silent(customer, agent)).toBe(false)
})
