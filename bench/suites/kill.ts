import { join } from 'node:path'
import type { ServerFrame, SessionEvent } from '@baton/protocol'
import { type House, openHouse } from '../baton/house.ts'
import { enter, promote } from '../baton/promoted.ts'
import { Seat } from '../baton/seat.ts'
import { judge, type Verdict } from '../kill/verdict.ts'
import { Writer } from '../kill/writer.ts'
import { inTurns, sleep, within } from '../numbers.ts'
import { Random } from '../random.ts'
import { held, type Row, told } from '../row.ts'

const SESSIONS = 8
/** Load runs this long, evenly spread by the seed, before the process is killed. */
const LOAD_MS = { least: 100, most: 400 }
/** Everybody must have been acknowledged something since the crash before this time is over. */
const BACK_MS = 10_000
/** An agent who is not let in tries again, as the desk does. */
const SIT_TRIES = 3

/** Kills the gateway again and again while agents and customers write, and counts what that did to their messages. */
export async function kill(folder: string, rounds = 60, seed = 20_261_121): Promise<Row[]> {
  const random = new Random(seed)
  const house = await openHouse({ folder: join(folder, 'kill'), agents: 1 })
  try {
    const { sessions, desk } = await writersOf(house)
    const writers = sessions.flatMap((each) => [each.customer, each.agent])
    const runs = writers.map((writer) => writer.run())
    let killed = 0
    for (; killed < rounds; killed += 1) {
      await sleep(LOAD_MS.least + random.next() * (LOAD_MS.most - LOAD_MS.least))
      await within(BACK_MS, `the gateway is back after crash ${killed + 1}`, house.crash())
      await desk.sitAgain()
      await backAtWork(sessions.map(({ agent }) => agent))
    }
    for (const writer of writers) writer.finish()
    await within(4 * BACK_MS, 'everybody finishes', Promise.all(runs))
    const verdicts = await inTurns(sessions, 2, async ({ session, customer, agent }) =>
      judge(await within(2 * BACK_MS, 'a log is read', wholeLog(house, await desk.ticket(session))), [customer, agent]),
    )
    const total = (what: keyof Verdict): number => verdicts.reduce((sum, verdict) => sum + verdict[what], 0)
    desk.leave()
    return [
      held('kill rounds', killed, 'count', '>= 60'),
      held('acked lost', total('lost'), 'count', '<= 0'),
      held('doubled', total('doubled'), 'count', '<= 0'),
      held('reordered', total('reordered'), 'count', '<= 0'),
      told(`kill rounds: messages acknowledged (seed ${seed})`, total('acked'), 'count'),
    ]
  } finally {
    await house.stop()
  }
}

/** The agent's seat, taken again after each crash. */
class Desk {
  #seat: Seat
  readonly #house: House
  readonly #cookie: string

  constructor(house: House, cookie: string, seat: Seat) {
    this.#house = house
    this.#cookie = cookie
    this.#seat = seat
  }

  async sitAgain(): Promise<void> {
    this.#seat.leave()
    for (let tries = 1; ; tries += 1) {
      try {
        this.#seat = await Seat.sit(this.#house, this.#cookie)
        return
      } catch (error) {
        if (tries === SIT_TRIES) throw error
        console.error(`the agent could not sit down: ${error instanceof Error ? error.message : String(error)}`)
      }
    }
  }

  ticket(session: string): Promise<string> {
    return this.#seat.open(session)
  }

  leave(): void {
    this.#seat.leave()
  }
}

async function writersOf(
  house: House,
): Promise<{ sessions: { session: string; customer: Writer; agent: Writer }[]; desk: Desk }> {
  const cookie = await house.signIn(0)
  const seat = await Seat.sit(house, cookie)
  const desk = new Desk(house, cookie, seat)
  const sessions = await inTurns(Array.from({ length: SESSIONS }), 4, async (_, at) => {
    const { customer, session } = await promote(house, [seat], `victim-${at}`)
    return {
      session,
      customer: new Writer({
        house,
        origin: house.origin,
        name: `customer ${at}`,
        ticket: async () => (await house.join(customer)).ticket,
      }),
      agent: new Writer({ house, origin: house.url, name: `agent ${at}`, ticket: () => desk.ticket(session) }),
    }
  })
  return { sessions, desk }
}

/** Waits until each of these has been acknowledged something new. */
async function backAtWork(writers: readonly Writer[]): Promise<void> {
  const before = writers.map((writer) => writer.acked.size)
  const until = Date.now() + BACK_MS
  while (writers.some((writer, at) => writer.acked.size <= (before[at] ?? 0))) {
    if (Date.now() > until) throw new Error('somebody did not get back to work after a crash')
    await sleep(5)
  }
}

async function wholeLog(house: House, ticket: string): Promise<SessionEvent[]> {
  const { socket, replay } = await enter(house, ticket, house.url, { tail: 200 })
  let events = replay.entries.map(({ event }) => event)
  for (let req = 2; (events[0]?.seq ?? 1) > 1; req += 1) {
    const page: Promise<Extract<ServerFrame, { type: 'page' }>> = socket.next('page')
    socket.send({ type: 'history', req, before: events[0]?.seq })
    events = [...(await page).entries.map(({ event }) => event), ...events]
  }
  socket.close()
  return events
}
