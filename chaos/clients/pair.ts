import type { House } from '@baton/bench/house'
import { promote } from '@baton/bench/promoted'
import type { Reception } from '@baton/bench/reception'
import { judge, type Verdict } from '@baton/bench/verdict'
import { wholeLog } from '@baton/bench/whole-log'
import { createSession } from '@baton/client'
import { RoughClient } from './rough-client.ts'

/** A session that an agent holds, and both of its participants with the real client. */
export interface Pair {
  session: string
  customer: RoughClient
  agent: RoughClient
  verdict(): Promise<Verdict>
}

interface Lines {
  customer?: Pick<House, 'url'>
  agent?: Pick<House, 'url'>
}

/**
 * @param options.lines where each dials, when it is not the gateway itself.
 * @param options.hurry by how much their patience is divided.
 * @param options.create makes their sessions, when another release's client is to.
 * @param options.now their clock, when it is not this machine's.
 * @param options.claims what their business says beside or instead of the usual claims.
 */
export async function openPair(
  house: House,
  reception: Reception,
  options: {
    name: string
    lines?: Lines
    hurry?: number
    now?: () => number
    claims?: () => Record<string, unknown>
    create?: typeof createSession
  },
): Promise<Pair> {
  const { name, lines = {}, hurry = 1, now = Date.now, claims = () => ({}), create = createSession } = options
  const { customer, session } = await promote(house, [reception.seat], name)
  const client = (who: 'customer' | 'agent', origin: string, ticket: () => Promise<string>): RoughClient =>
    new RoughClient({
      name: `${who}-${name}`,
      origin,
      hurry,
      now,
      create,
      admit: async () => ({
        url: `${(lines[who] ?? house).url.replace('http', 'ws')}/v1/session`,
        ticket: await ticket(),
      }),
    })
  const pair = {
    session,
    customer: client('customer', house.origin, async () => (await house.join(customer, claims())).ticket),
    agent: client('agent', house.url, () => reception.ticket(session)),
  }
  return {
    ...pair,
    verdict: async () =>
      judge(await wholeLog(house, await reception.ticket(session)), [
        pair.customer.testimony(),
        pair.agent.testimony(),
      ]),
  }
}
