import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { inTurns, percentile, sleep } from '../numbers.ts'
import { connect, type Line, type Peer, Tally } from './line.ts'

/** The two participants of one session. */
export interface Pair {
  customer: Peer
  agent: Peer
}

export type Order =
  | { do: 'connect'; pairs: Pair[] }
  /** Sends on a fixed schedule, whatever comes back. Customers and agents take turns. */
  | { do: 'open_loop'; perSecond: number; ms: number }
  /** Sends as fast as acknowledgements come, `width` at a time, never two in one session. Agents only. */
  | { do: 'closed_loop'; width: number; ms: number }
  | { do: 'end' }

export interface Load {
  sent: number
  acked: number
  refused: number
  /** Events that reached a socket; two for each acknowledged message when all is well. */
  delivered: number
  ackP50Ms: number
  ackP99Ms: number
  perSecond: number
  /** How late the schedule was kept, at its 99th percentile: beyond a few milliseconds the generator is the bottleneck. */
  lagP99Ms: number
  /** Processor time of the generator, in percent of one core. */
  cpuPercent: number
}

/** Answers may trail the last send by this much. */
const SETTLE_MS = 3_000
const WORDS = 'The parcel left the warehouse this morning and should reach you tomorrow before noon'.split(' ')

const sessions: { customer: Line; agent: Line }[] = []
let count = 0
/** One message in eight has a number in it, and is looked at more closely by who masks. */
const nextText = (): string => {
  const words = WORDS.slice(0, 6 + (count % 8)).join(' ')
  return count++ % 8 === 0 ? `${words} ${count}` : words
}

async function open(pairs: readonly Pair[]): Promise<void> {
  const opened = await inTurns(pairs, 25, async ({ customer, agent }) => ({
    customer: await connect(customer),
    agent: await connect(agent),
  }))
  sessions.push(...opened)
}

const lines = (): Line[] => sessions.flatMap(({ customer, agent }) => [customer, agent])

async function measure(run: (lags: number[]) => Promise<void>): Promise<Load> {
  for (const line of lines()) line.tally = new Tally()
  const cpu = process.cpuUsage()
  const started = performance.now()
  const lags: number[] = []
  await run(lags)
  const seconds = (performance.now() - started) / 1_000
  const { user, system } = process.cpuUsage(cpu)
  const total = (what: (tally: Tally) => number): number => lines().reduce((sum, { tally }) => sum + what(tally), 0)
  const latencies = lines().flatMap(({ tally }) => tally.latencies)
  const until = performance.now() + SETTLE_MS
  const isSettled = (): boolean => total((tally) => tally.delivered) >= 2 * total((tally) => tally.acked)
  while (!isSettled() && performance.now() < until) await sleep(10)
  return {
    sent: total((tally) => tally.sent),
    acked: total((tally) => tally.acked),
    refused: total((tally) => tally.refused),
    delivered: total((tally) => tally.delivered),
    ackP50Ms: percentile(latencies, 0.5),
    ackP99Ms: percentile(latencies, 0.99),
    perSecond: latencies.length / seconds,
    lagP99Ms: lags.length > 0 ? percentile(lags, 0.99) : 0,
    cpuPercent: (user + system) / 10_000 / seconds,
  }
}

const openLoop = (perSecond: number, ms: number): Promise<Load> =>
  measure(async (lags) => {
    const started = performance.now()
    const total = Math.floor((perSecond * ms) / 1_000)
    const answers: Promise<void>[] = []
    for (let at = 0; at < total; ) {
      const elapsed = performance.now() - started
      for (; at < total && (at * 1_000) / perSecond <= elapsed; at += 1) {
        lags.push(elapsed - (at * 1_000) / perSecond)
        const session = sessions[at % sessions.length]
        const isAgent = Math.floor(at / sessions.length) % 2 === 1
        if (session) answers.push((isAgent ? session.agent : session.customer).send(randomUUID(), nextText()))
      }
      await sleep(1)
    }
    await Promise.race([Promise.all(answers), sleep(SETTLE_MS)])
  })

const closedLoop = (width: number, ms: number): Promise<Load> =>
  measure(async () => {
    const until = performance.now() + ms
    let next = 0
    const worker = async (): Promise<void> => {
      while (performance.now() < until) await sessions[next++ % sessions.length]?.agent.send(randomUUID(), nextText())
    }
    await Promise.all(Array.from({ length: width }, worker))
  })

async function obey(order: Order): Promise<Load | null> {
  switch (order.do) {
    case 'connect':
      await open(order.pairs)
      return null
    case 'open_loop':
      return openLoop(order.perSecond, order.ms)
    case 'closed_loop':
      return closedLoop(order.width, order.ms)
    case 'end':
      for (const line of lines()) line.close()
      return null
  }
}

process.on('message', (order: Order) => {
  obey(order).then(
    (load) => process.send?.({ load }),
    (error: unknown) => process.send?.({ error: error instanceof Error ? error.message : String(error) }),
  )
})
process.on('disconnect', () => process.exit(0))
