import { openHouse } from '@baton/bench/house'
import { inTurns, sleep, within } from '@baton/bench/numbers'
import { Random } from '@baton/bench/random'
import { Reception } from '@baton/bench/reception'
import { held, told } from '@baton/bench/row'
import { judge, sumOf } from '@baton/bench/verdict'
import { wholeLog } from '@baton/bench/whole-log'
import { openPair } from '../clients/pair.ts'
import type { RoughClient } from '../clients/rough-client.ts'
import type { Roughness } from '../proxy/fate.ts'
import { FrameProxy } from '../proxy/frame-proxy.ts'
import { TcpProxy } from '../proxy/tcp-proxy.ts'
import type { Suite } from '../trial.ts'
import { until } from '../until.ts'

const ROUGHNESS: Roughness = { dropped: 25, doubled: 60, delayed: 80, overtaken: 50, truncated: 15, 'half-open': 4 }
/** Divides the clients' patience: a heartbeat that is not answered ends a line after 28 s, and here after 4.7. */
const HURRY = 6
/** Customers may write twenty times in ten seconds. */
const PAUSE_MS = { least: 150, most: 900 }
const SETTLED_MS = 60_000

/**
 * Real clients over lines that drop, double, reorder, delay and cut frames, go half-open and trickle byte by byte. When the
 * lines are good again, each must show exactly the gateway's log.
 */
export const roughLines: Suite = async ({ folder, seed, isShort, lessons }) => {
  const [sessions, messages] = isShort ? [4, 12] : [12, 120]
  const house = await openHouse({ folder, lessons, agents: 1 })
  const frames = await FrameProxy.before(house.url, { seed, roughness: ROUGHNESS })
  const bytes = await TcpProxy.before(house.url, { seed })
  const reception = await Reception.open(house)
  try {
    const pairs = await inTurns(Array.from({ length: sessions }), 4, (_, at) => {
      const lines = at % 2 === 0 ? { customer: frames, agent: bytes } : { customer: bytes, agent: frames }
      return openPair(house, reception, { name: `rough-${at}`, lines, hurry: HURRY })
    })
    const clients = pairs.flatMap(({ customer, agent }) => [customer, agent])
    await Promise.all(clients.map((client, at) => write(client, messages, new Random(seed + at))))
    frames.calm()
    bytes.calm()
    await until('everything written is acknowledged', SETTLED_MS, () => clients.every(({ isDone }) => isDone))
    // What was lost last is missed when the next comes, or the line is opened again.
    for (const client of clients) client.say('The line is good again.')
    await until('the last words are acknowledged', SETTLED_MS, () => clients.every(({ isDone }) => isDone))
    const found = await inTurns(pairs, 2, async ({ session, customer, agent }) => {
      const log = await within(SETTLED_MS, 'a log is read', wholeLog(house, await reception.ticket(session)))
      const head = log.findLast(({ audience }) => audience === 'all')?.seq ?? 0
      await until('both are at the head', SETTLED_MS, () => customer.last >= head && agent.last >= head)
      const differ = [customer, agent].filter((each) => !each.shows(log)).length
      return { verdict: judge(log, [customer.testimony(), agent.testimony()]), differ }
    })
    for (const { session } of clients) session.close()
    const differ = found.reduce((sum, each) => sum + each.differ, 0)
    return {
      verdict: sumOf(found.map(({ verdict }) => verdict)),
      rows: [
        held('rough lines: clients that show another log', differ, 'count', '<= 0'),
        told('rough lines: clients', clients.length, 'count'),
        ...[...frames.met].map(([what, count]) => told(`rough lines: frames, ${what}`, count, 'count')),
        ...[...bytes.met].map(([what, count]) => told(`rough lines: connections, ${what}`, count, 'count')),
      ],
    }
  } finally {
    reception.leave()
    await frames.close()
    await bytes.close()
    await house.stop()
  }
}

async function write(client: RoughClient, count: number, random: Random): Promise<void> {
  for (let at = 0; at < count; at += 1) {
    client.say(`Message ${at}.`)
    await sleep(PAUSE_MS.least + random.below(PAUSE_MS.most - PAUSE_MS.least))
  }
}
