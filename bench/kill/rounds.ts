import type { House } from '../baton/house.ts'
import { promote } from '../baton/promoted.ts'
import { Reception } from '../baton/reception.ts'
import { inTurns, sleep, within } from '../numbers.ts'
import { Random } from '../random.ts'
import { judge, sumOf, type Verdict } from './verdict.ts'
import { wholeLog } from './whole-log.ts'
import { Writer } from './writer.ts'

const SESSIONS = 8
/** Load runs this long, evenly spread by the seed, before the process is killed. */
const LOAD_MS = { least: 100, most: 400 }
/** Everybody must have been acknowledged something since the crash before this time is over. */
const BACK_MS = 10_000

interface Rounds {
  rounds: number
  seed: number
  /** Where the customer of session number `at` dials, when it is not the gateway itself. */
  detour?: (at: number) => Pick<House, 'url'> | null
  /** Called when the last round is over, before all finish. */
  calm?: () => void
}

/** Kills the gateway again and again while agents and customers write, and holds the logs against what they saw. */
export async function crashRounds(house: House, options: Rounds): Promise<{ killed: number; verdict: Verdict }> {
  const random = new Random(options.seed)
  const reception = await Reception.open(house)
  const sessions = await writersOf(house, reception, options.detour ?? (() => null))
  const writers = sessions.flatMap((each) => [each.customer, each.agent])
  const runs = writers.map((writer) => writer.run())
  let killed = 0
  for (; killed < options.rounds; killed += 1) {
    await sleep(LOAD_MS.least + random.next() * (LOAD_MS.most - LOAD_MS.least))
    await within(BACK_MS, `the gateway is back after crash ${killed + 1}`, house.crash())
    await reception.sitAgain()
    await backAtWork(sessions.map(({ agent }) => agent))
  }
  options.calm?.()
  for (const writer of writers) writer.finish()
  await within(4 * BACK_MS, 'everybody finishes', Promise.all(runs))
  const verdicts = await inTurns(sessions, 2, async ({ session, customer, agent }) =>
    judge(await within(2 * BACK_MS, 'a log is read', wholeLog(house, await reception.ticket(session))), [
      customer,
      agent,
    ]),
  )
  reception.leave()
  return { killed, verdict: sumOf(verdicts) }
}

async function writersOf(
  house: House,
  reception: Reception,
  detour: (at: number) => Pick<House, 'url'> | null,
): Promise<{ session: string; customer: Writer; agent: Writer }[]> {
  return inTurns(Array.from({ length: SESSIONS }), 4, async (_, at) => {
    const { customer, session } = await promote(house, [reception.seat], `victim-${at}`)
    return {
      session,
      customer: new Writer({
        house: detour(at) ?? house,
        origin: house.origin,
        name: `customer ${at}`,
        ticket: async () => (await house.join(customer)).ticket,
      }),
      agent: new Writer({ house, origin: house.url, name: `agent ${at}`, ticket: () => reception.ticket(session) }),
    }
  })
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
