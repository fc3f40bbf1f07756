import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, test, vi } from 'vitest'
import { verifyTicket } from '../http/tickets.ts'
import { LIN } from '../testing/a-workspace.ts'
import { copyOf, type Rows, rewind } from '../testing/rewind.ts'
import { Room } from '../testing/wire.ts'
import type { Floor } from './floor.ts'
import { Desk, hasOffer } from './testing/desk.ts'

interface Moment {
  name: string
  session: Rows
  floor: Rows
}

const waits = (holder: string) => holder !== 'bot'

/** One session on its way to an agent and back, copied at every turn of the way. */
async function courseOf(room: Room): Promise<Moment[]> {
  const floor = env.FLOOR.getByName(room.workspace)
  const moments: Moment[] = []
  const copy = async (name: string) => {
    moments.push({ name, session: await copyOf(room.stub), floor: await copyOf(floor) })
  }
  const customer = await room.customer()
  customer.say('where is my parcel')
  await customer.bot()
  await copy('with the bot')

  customer.send({ kind: 'handoff.request' })
  await customer.next('signal', ({ signal }) => signal.kind === 'queue' && signal.place !== null)
  await copy('queued')

  const lin = await Desk.arrive(room.workspace, 'lin')
  const { offers } = await lin.untilBoard(hasOffer)
  await copy('offered')

  await runInDurableObject(floor, (instance: Floor) => {
    const value = () => ({ pass: () => Promise.reject(new Error('out of reach')) })
    Object.defineProperty(instance, 'sessionRoom', { value, configurable: true })
  })
  expect(await lin.ask({ type: 'accept', offerId: offers[0]?.id })).toMatchObject({ code: 'unavailable' })
  await copy('reserved')

  await runInDurableObject(floor, (instance: Floor) => Reflect.deleteProperty(instance, 'sessionRoom'))
  const { mine } = await lin.untilBoard((board) => board.mine.length === 1)
  await copy('with an agent')

  const answer = await lin.ask({ type: 'open', session: mine[0]?.item.session })
  const ticket = await verifyTicket(env, ('ticket' in answer && answer.ticket) || '')
  if (ticket.room !== 'session') throw new Error('a ticket to another room')
  const agent = await room.connect(ticket)
  await agent.hello()
  agent.send({ kind: 'handback', note: '' })
  await lin.untilBoard((board) => board.mine.length === 0)
  await copy('handed back')

  lin.socket.close(1000)
  customer.send({ kind: 'handoff.request' })
  await vi.waitUntil(async () => (await room.state()).holder === 'queue', { timeout: 15_000 })
  await vi.waitUntil(() => runInDurableObject(floor, (_, { storage }) => countOf(storage, 'items') === 1))
  await copy('queued again')
  return moments
}

const countOf = (storage: DurableObjectStorage, table: string): number =>
  storage.sql.exec<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`).one().n

const openRoom = () =>
  Room.open({
    agents: [LIN],
    businessApi: { url: 'http://127.0.0.1:9', token: 'none' },
    settings: { offerMs: 20_000, graceMs: 20_000, caseIdleMs: 60_000, reopenMs: 60_000, turnMs: 5_000 },
  })

test('whichever of session and floor is the older copy, who waits is offered and nobody holds a ghost', async () => {
  const room = await openRoom()
  const floor = env.FLOOR.getByName(room.workspace)
  const isSettled = () =>
    vi.waitUntil(
      async () =>
        (await runInDurableObject(floor, (_, { storage }) => countOf(storage, 'outbox'))) === 0 &&
        (await runInDurableObject(room.stub, (_, { storage }) => countOf(storage, 'outbox'))) === 0,
      { timeout: 15_000, interval: 5 },
    )
  const moments = await courseOf(room)
  const pairs = moments.flatMap((session) => moments.map((known) => ({ session, known })))
  for (const { session, known } of pairs) {
    for (const first of ['session', 'floor'] as const) {
      const course = `session ${session.name}, floor ${known.name}, ${first} first`
      await rewind([room.stub, session.session], [floor, known.floor])
      // An alarm of the copy wakes a session; that of a floor, or an agent, wakes a floor.
      const wake = () => runDurableObjectAlarm(room.stub).then(() => room.state())
      if (first === 'session') await wake()
      const lin = await Desk.arrive(room.workspace, 'lin')
      if (first === 'floor' && known.name === 'with the bot') await wake()
      await isSettled()
      const { holder, fence } = await room.state()
      if (waits(holder)) {
        expect(holder, course).toBe('queue')
        const { offers } = await lin.untilBoard(hasOffer)
        expect(lin.board.agents, course).toMatchObject([{ id: 'lin', load: 1 }])
        expect(await lin.ask({ type: 'accept', offerId: offers[0]?.id }), course).toMatchObject({ type: 'ack' })
        expect(await room.state(), course).toMatchObject({ holder: 'agent:lin', fence: fence + 1 })
        expect(lin.board.mine, course).toMatchObject([{ fence: fence + 1 }])
      } else {
        expect(lin.board, course).toMatchObject({ mine: [], offers: [], queueLength: 0 })
      }
      lin.socket.close(1000)
    }
  }
  const waiting = moments.filter(({ name }) => name !== 'with the bot' && name !== 'handed back')
  expect(waiting).toHaveLength(5)
})

test('a session that told a floor of before, which did not believe it, is asked again by the floor of after', async () => {
  const room = await openRoom()
  const floor = env.FLOOR.getByName(room.workspace)
  const moments = await courseOf(room)
  const queued = moments.find(({ name }) => name === 'queued')
  if (!queued) throw new Error('never queued')
  await rewind([room.stub, queued.session])
  expect(await room.state()).toMatchObject({ holder: 'queue', fence: 2 })
  await vi.waitUntil(() => runInDurableObject(room.stub, (_, { storage }) => countOf(storage, 'outbox') === 0))
  await rewind([floor, await copyOf(floor)])
  const lin = await Desk.arrive(room.workspace, 'lin')
  const { offers } = await lin.untilBoard(hasOffer)
  expect(await lin.ask({ type: 'accept', offerId: offers[0]?.id })).toMatchObject({ type: 'ack' })
  expect(await room.state()).toMatchObject({ holder: 'agent:lin', fence: 3 })
})
