import { openHouse } from '@baton/bench/house'
import { inTurns } from '@baton/bench/numbers'
import { Random } from '@baton/bench/random'
import { held, told } from '@baton/bench/row'
import { sumOf } from '@baton/bench/verdict'
import { descriptorLimit, socketsWithin } from '@baton/box/descriptors'
import { Regular, verdictOf } from '../clients/regular.ts'
import { RoughClient } from '../clients/rough-client.ts'
import { servedHost } from '../hosts/served.ts'
import { notRun } from '../not-run.ts'
import type { Suite } from '../trial.ts'
import { until } from '../until.ts'

/** The desk's own, and who has just left. */
const SPARE = 20
const COME_MS = 240_000
/** The crash is the storm; before it they come as on any morning. */
const COMING_AT_ONCE = 40
const BACK_MS = 120_000
/** One in this many writes while the gateway is down. */
const WRITES_MEANWHILE = 10

/** T-40 The gateway is killed under many open sockets; real clients come back by themselves, each when its back-off says. */
export const reconnect: Suite = async ({ folder, seed, isShort }) => {
  const count = isShort ? 150 : 2_000
  const name = `reconnect ${count} sockets`
  const places = socketsWithin(descriptorLimit())
  if (places < count + SPARE) {
    return { rows: [notRun(name, `${descriptorLimit()} descriptors are enough for ${places} sockets; raise nofile`)] }
  }
  const house = await openHouse({ folder, agents: 1, host: servedHost() })
  try {
    const dials: number[] = []
    const clients = await inTurns(Array.from({ length: count }), COMING_AT_ONCE, async (_, at) => {
      const random = new Random(seed + at)
      const client = new RoughClient({
        name: `stormy-${at}`,
        origin: house.origin,
        hurry: 1,
        random: () => random.next(),
        admit: async () => {
          dials.push(Date.now())
          const { ticket } = await house.join(`stormy-${at}`)
          return { url: `${house.url.replace('http', 'ws')}/v1/session`, ticket }
        },
      })
      await until('one is in', COME_MS, () => client.isOnline)
      client.say('Before the crash.')
      await until('one is acknowledged', COME_MS, () => client.isDone)
      return client
    })
    await until('all are in', COME_MS, () => clients.every(({ isOnline, isDone }) => isOnline && isDone))

    dials.length = 0
    const killedAt = Date.now()
    process.kill(house.pid, 'SIGKILL')
    await until('all have noticed', BACK_MS, () => clients.every(({ wentOfflineAt }) => wentOfflineAt >= killedAt))
    for (const [at, client] of clients.entries()) if (at % WRITES_MEANWHILE === 0) client.say('While it was down.')
    await until('all are back', BACK_MS, () => clients.every(({ isOnline }) => isOnline))
    const backMs = Math.max(...clients.map(({ cameOnlineAt }) => cameOnlineAt)) - killedAt
    await until('what was written meanwhile is acknowledged', BACK_MS, () => clients.every(({ isDone }) => isDone))
    for (const { session } of clients) session.close()
    const verdicts = await inTurns(clients, 20, async (client, at) =>
      verdictOf(await new Regular(house, `stormy-${at}`).look(), client.testimony()),
    )
    return {
      verdict: sumOf(verdicts),
      rows: [
        held(name, backMs / 1_000, 's', '<= 30'),
        told('reconnect: most tries in a second', busiestSecond(dials), 'count'),
        told(
          'reconnect: most back in a second',
          busiestSecond(clients.map(({ cameOnlineAt }) => cameOnlineAt)),
          'count',
        ),
        told('reconnect: tries a socket', dials.length / count, 'count'),
      ],
    }
  } finally {
    await house.stop()
  }
}

/** The most that happened within any second that begins with one of them. */
function busiestSecond(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b)
  let first = 0
  let most = 0
  for (const [at, time] of sorted.entries()) {
    while ((sorted[first] ?? time) <= time - 1_000) first += 1
    most = Math.max(most, at - first + 1)
  }
  return most
}
