import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { AccountRequest, AccountView } from '@baton/protocol'
import { bareHost } from '../baton/host.ts'
import { type House, openHouse, post } from '../baton/house.ts'
import { highestRate } from '../channels/highest-rate.ts'
import type { SendLoad, Target } from '../channels/sender.ts'
import { SenderProcess } from '../channels/sender-process.ts'
import { readStored } from '../channels/stored.ts'
import { runNode, startBareHook } from '../peers/start-peers.ts'
import { held, type Row, told } from '../row.ts'

/** A webhook is answered by then, whatever the vendor's own deadline. */
const BAR_MS = 500
/** Below what Directory takes of new customers on all accounts together. */
const ARRIVALS = 80
const WARM_UP = { perSecond: 2, ms: 4_000 }

export interface Extent {
  /** Telegram takes 30 messages a second of one bot, and every webhook here has an answer. */
  bots: number
  customers: number
  ramp: { from: number; factor: number; upTo: number }
  bareRamp: { from: number; factor: number; upTo: number }
  stepMs: number
  loadMs: number
}

const WHOLE: Extent = {
  bots: 20,
  customers: 800,
  ramp: { from: 60, factor: 1.6, upTo: 2_500 },
  bareRamp: { from: 400, factor: 1.6, upTo: 8_000 },
  stepMs: 3_000,
  loadMs: 10_000,
}

/**
 * Webhooks of customers the bot answers: how many a second are acknowledged in time, beside a bare Worker and its object,
 * and what becomes of twice as many.
 */
export async function channels(folder: string, extent: Extent = WHOLE): Promise<Row[]> {
  const bare = await measureBare(join(folder, 'bare'), extent)
  const baton = await measureBaton(join(folder, 'baton'), extent)
  return [
    told('webhooks/s at p99 500ms', baton.rate, 'webhooks/s'),
    told('webhooks/s at p99 500ms: bare Worker and object', bare, 'webhooks/s'),
    held('ack p99', baton.half.ackP99Ms, 'ms', `<= ${BAR_MS}`),
    held('lost', baton.lost, 'count', '<= 0'),
    held('doubled', baton.doubled, 'count', '<= 0'),
    held('refused otherwise', baton.refusedOtherwise, 'count', '<= 0'),
    told('webhooks: ack p50 at half the rate', baton.half.ackP50Ms, 'ms'),
    told('webhooks: refused with 503 and Retry-After at twice the rate', baton.twice.refused, 'count'),
    told('webhooks: ack p99 of those taken at once at twice the rate', baton.twice.ackP99Ms, 'ms'),
    told('webhooks: accepted in all', baton.accepted, 'count'),
    told("webhooks: the bot's answers to them", baton.answers, 'count'),
    told("webhooks: generator's lag p99 at twice the rate", baton.twice.lagP99Ms, 'ms'),
  ]
}

const isHeld = ({ sent, accepted, ackP99Ms }: SendLoad): boolean => accepted === sent && ackP99Ms <= BAR_MS

async function measureBare(folder: string, { customers, bareRamp, stepMs }: Extent): Promise<number> {
  const secretToken = randomUUID()
  const peer = await startBareHook(folder)
  const sender = new SenderProcess()
  const order = { targets: [{ callback: `${peer.url}/${secretToken}`, secretToken }], customers, comesAgain: false }
  try {
    await sender.send({ ...order, perSecond: bareRamp.from, ms: stepMs })
    return await highestRate(bareRamp, async (perSecond) =>
      isHeld(await sender.send({ ...order, perSecond, ms: stepMs })),
    )
  } finally {
    await sender.end()
    await peer.stop()
  }
}

interface Measured {
  rate: number
  half: SendLoad
  twice: SendLoad
  accepted: number
  lost: number
  doubled: number
  refusedOtherwise: number
  answers: number
}

async function measureBaton(folder: string, { bots, customers, ramp, stepMs, loadMs }: Extent): Promise<Measured> {
  const vendor = await runNode('../channels/vendor.ts')
  const CHANNEL_HOSTS = JSON.stringify({ telegram: vendor.url })
  const house = await openHouse({ folder, agents: 1, host: bareHost({ env: { CHANNEL_HOSTS } }) })
  const sender = new SenderProcess()
  const loads: SendLoad[] = []
  let targets: Target[] = []
  const send = async (perSecond: number, ms: number, comesAgain = true): Promise<SendLoad> => {
    const load = await sender.send({ targets, customers, perSecond, ms, comesAgain })
    loads.push(load)
    return load
  }
  try {
    targets = await Promise.all(Array.from({ length: bots }, (_, at) => openAccount(house, at)))
    // The first few have the pack and the bot read in, each by itself, as whoever comes to a gateway that has just started.
    await send(WARM_UP.perSecond, WARM_UP.ms)
    // Everybody writes for the first time, which makes them a customer.
    await send(ARRIVALS, (customers / ARRIVALS) * 1_000)
    const rate = await highestRate(ramp, async (perSecond) => {
      const load = await send(perSecond, stepMs)
      return isHeld(load) && load.refused === 0
    })
    const half = await send(rate / 2, loadMs)
    const twice = await send(rate * 2, loadMs)
    await sender.end()
    await house.stop()
    const { heard, answers } = await readStored(folder)
    const accepted = loads.flatMap(({ acceptedIds }) => acceptedIds)
    return {
      rate,
      half,
      twice,
      accepted: accepted.length,
      lost: accepted.filter((id) => !heard.has(id)).length,
      doubled: [...heard.values()].filter((times) => times > 1).length,
      refusedOtherwise: loads.reduce((sum, load) => sum + load.refusedOtherwise, 0),
      answers,
    }
  } finally {
    await vendor.stop()
  }
}

async function openAccount({ url, adminToken }: House, at: number): Promise<Target> {
  const secretToken = randomUUID()
  const account: AccountRequest = {
    channel: 'telegram',
    name: `Bot ${at}`,
    isOn: true,
    settings: { botName: `bench_bot_${at}` },
    secrets: { botToken: `${100_000 + at}:${randomUUID()}`, secretToken },
    templates: [],
  }
  const { callback } = await post<AccountView>(`${url}/v1/admin/workspaces/bench/channels`, account, {
    authorization: `Bearer ${adminToken}`,
  })
  return { callback: callback.startsWith('http') ? callback : url + callback, secretToken }
}
