import { openHouse } from '@baton/bench/house'
import { inTurns, sleep } from '@baton/bench/numbers'
import { openDatabases } from '@baton/bench/process-load'
import { Reception } from '@baton/bench/reception'
import { held, told } from '@baton/bench/row'
import { sumOf } from '@baton/bench/verdict'
import { openPair } from '../clients/pair.ts'
import type { Suite } from '../trial.ts'
import { until } from '../until.ts'

/** Objects hibernate ten seconds after their last event; the alarm that looks after them has its turn, too. */
const HIBERNATED_MS = 14_000
const SETTLED_MS = 20_000

/** Sessions are put away while both sides have a socket open, and go on where they were: same sockets, same log. */
export const eviction: Suite = async ({ folder, isShort }) => {
  const [sessions, rounds] = isShort ? [6, 1] : [40, 5]
  const house = await openHouse({ folder, agents: 1 })
  const reception = await Reception.open(house)
  try {
    const pairs = await inTurns(Array.from({ length: sessions }), 4, (_, at) =>
      openPair(house, reception, { name: `sleepy-${at}` }),
    )
    const clients = pairs.flatMap(({ customer, agent }) => [customer, agent])
    const isSettled = (): boolean =>
      clients.every(({ isDone }) => isDone) && pairs.every(({ customer, agent }) => customer.last === agent.last)
    for (const client of clients) client.say('Good morning.')
    await until('all are acknowledged', SETTLED_MS, isSettled)
    const put: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const awake = await openDatabases(house.pid)
      await sleep(HIBERNATED_MS)
      put.push(awake - (await openDatabases(house.pid)))
      for (const client of clients) client.say(`Still here, ${round}.`)
      await until('all are acknowledged after the sleep', SETTLED_MS, isSettled)
    }
    const drops = clients.reduce((sum, client) => sum + client.drops, 0)
    const verdicts = await inTurns(pairs, 2, (pair) => pair.verdict())
    for (const { session } of clients) session.close()
    return {
      verdict: sumOf(verdicts),
      rows: [
        held('eviction: sessions put away each time', Math.min(...put), 'count', `>= ${sessions}`),
        held('eviction: sockets lost by it', drops, 'count', '<= 0'),
        told('eviction: times', rounds, 'count'),
      ],
    }
  } finally {
    reception.leave()
    await house.stop()
  }
}
