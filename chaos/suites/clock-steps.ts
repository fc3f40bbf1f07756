import { bareHost } from '@baton/bench/host'
import { type House, openHouse, post } from '@baton/bench/house'
import { inTurns } from '@baton/bench/numbers'
import { Reception } from '@baton/bench/reception'
import { held, told } from '@baton/bench/row'
import { sumOf } from '@baton/bench/verdict'
import { type JoinResponse, LIMITS, problem } from '@baton/protocol'
import { openPair } from '../clients/pair.ts'
import { GatewayClock } from '../clock/gateway-clock.ts'
import { GatewayLog } from '../gateway-log.ts'
import { notRun } from '../not-run.ts'
import type { Suite } from '../trial.ts'
import { until } from '../until.ts'

const DAY_MS = 86_400_000
/** Where the gateway's clock is set, one after the other, in days from the real time. */
const STEPS = [0, 1, -1, 0, 1, 0]
/** How far the clocks of the customers and agents of each session are off, in days. */
const SKEWS = [0, 1, -1]
const WORDS = 4
const SETTLED_MS = 30_000

/** The gateway's clock is set a day forth and back while people write whose own clocks are a day off. */
export const clockSteps: Suite = async ({ folder, isShort, lessons }) => {
  const clock = GatewayClock.build(folder)
  if (!clock) return { rows: [notRun('clock steps: the clock was set', 'there is no C compiler here')] }
  const log = new GatewayLog()
  const house = await openHouse({ folder, lessons, agents: 1, host: bareHost({ env: clock.env }), log: log.take })
  let gatewayIsOffMs = 0
  const seconds = (): number => Math.floor((Date.now() + gatewayIsOffMs) / 1_000)
  const reception = await Reception.open(house)
  try {
    const pairs = await inTurns(isShort ? SKEWS : [...SKEWS, ...SKEWS, ...SKEWS], 2, (skew, at) =>
      openPair(house, reception, {
        name: `skewed-${at}`,
        now: () => Date.now() + skew * DAY_MS,
        // Their business has the gateway's time: what it signs a day ahead or behind is refused, as it should be.
        claims: () => ({ iat: seconds(), exp: seconds() + 300 }),
      }),
    )
    const clients = pairs.flatMap(({ customer, agent }) => [customer, agent])
    const isSettled = (): boolean => {
      // Whose sign-in has ended is sent off for good, and comes again once they have signed in.
      for (const { agent } of pairs) if (agent.session.snapshot.connection === 'refused') agent.session.connect()
      return areEven()
    }
    const areEven = (): boolean =>
      clients.every(({ isDone, isOnline }) => isDone && isOnline) &&
      pairs.every(({ customer, agent }) => customer.last === agent.last)
    let impolite = 0
    let seen = 0
    let restarts = 0
    for (const [at, days] of STEPS.entries()) {
      gatewayIsOffMs = days * DAY_MS
      clock.step(gatewayIsOffMs / 1_000)
      if (days < (STEPS[at - 1] ?? days)) {
        // As the supervisor does when it sees it: for an object that stays in memory, time would stand still for a day.
        await house.crash()
        restarts += 1
      }
      if (Math.abs((await gatewayNow(house)) - Date.now() - gatewayIsOffMs) < 60_000) seen += 1
      if (!(await isPolite(house, `newcomer-${at}`))) impolite += 1
      // By a clock that leaps a day every sign-in has ended, and every desk was silent for a day.
      await reception.signInAgain()
      for (let word = 0; word < WORDS; word += 1) for (const client of clients) client.say(`${days}, ${at}, ${word}`)
      await until(`all are acknowledged with the clock ${days} days off`, SETTLED_MS, isSettled)
    }
    const drops = pairs.reduce((sum, { customer }) => sum + customer.drops - restarts, 0)
    const verdicts = await inTurns(pairs, 2, (pair) => pair.verdict())
    for (const { session } of clients) session.close()
    for (const line of log.exceptions) console.error(line)
    return {
      verdict: sumOf(verdicts),
      rows: [
        held('clock steps: the gateway saw its clock set', seen, 'count', `>= ${STEPS.length}`),
        held('clock steps: sockets of customers closed by it, restarts aside', drops, 'count', '<= 0'),
        held('clock steps: newcomers neither let in nor told why', impolite, 'count', '<= 0'),
        held('clock steps: exceptions', log.exceptions.length, 'count', '<= 0'),
        told('clock steps: people whose own clock is up to a day off', clients.length, 'count'),
      ],
    }
  } finally {
    reception.leave()
    await house.stop()
  }
}

/** Until when a ticket holds that is made now: by this clock, a minute from it. */
async function gatewayNow(house: House): Promise<number> {
  const { ticket } = await post<JoinResponse>(
    `${house.url}/v1/join`,
    { siteKey: house.siteKey },
    { origin: house.origin },
  )
  const claims: { expiresAt: number } = JSON.parse(Buffer.from(ticket.split('.')[1] ?? '', 'base64url').toString())
  return claims.expiresAt - LIMITS.ticketMs
}

/** A newcomer is let in, or told by a code why not: what their business has signed may have lapsed by this clock. */
async function isPolite(house: House, name: string): Promise<boolean> {
  const answer = await fetch(`${house.url}/v1/join`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: house.origin },
    body: JSON.stringify({ siteKey: house.siteKey, token: await house.hostToken(name) }),
  })
  const body: unknown = await answer.json()
  return answer.ok || problem.safeParse(body).success
}
