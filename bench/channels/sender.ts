import { Agent, request } from 'node:http'
import { performance } from 'node:perf_hooks'
import { percentile, sleep } from '../numbers.ts'

/** Where webhooks go, and what shows that they are the vendor's. */
export interface Target {
  callback: string
  secretToken: string
}

export interface SendOrder {
  targets: Target[]
  /** Customers who write, by turns; they are shared out among the targets. */
  customers: number
  perSecond: number
  ms: number
  /** Whether what was refused is sent again until it is accepted, as a vendor does. */
  comesAgain: boolean
}

export interface SendLoad {
  sent: number
  accepted: number
  /** 503 with Retry-After. */
  refused: number
  /** Anything else that is not 200. */
  refusedOtherwise: number
  /** Of what was accepted at the first try, from when it was due. */
  ackP50Ms: number
  ackP99Ms: number
  /** How late the schedule was kept: beyond a few milliseconds the generator is the bottleneck. */
  lagP99Ms: number
  /** Number of each webhook that was accepted. */
  acceptedIds: number[]
}

/** A vendor gives up on an answer; so long after, nothing more is waited for. */
const TIMEOUT_MS = 20_000
const DRAIN_MS = 45_000
/** One webhook in so many comes once more although it was accepted: vendors say that they do. */
const TWICE_EVERY = 20

const QUESTIONS = [
  'Where is my parcel?',
  'How do I return something?',
  'What does shipping cost?',
  'Can I still change the address?',
  'Which sizes do you have?',
  'Hello, is anybody there?',
]

const agent = new Agent({ keepAlive: true, maxSockets: 1_024 })
let next = Date.now()

/** As Telegram sends it: https://core.telegram.org/bots/api#update. */
function bodyOf(id: number, customer: number): string {
  const from = { id: 1_000_000 + customer, is_bot: false, first_name: 'Kim', language_code: 'en' }
  return JSON.stringify({
    update_id: id,
    message: {
      message_id: id,
      date: Math.floor(Date.now() / 1_000),
      chat: { id: from.id, type: 'private', first_name: from.first_name },
      from,
      text: QUESTIONS[id % QUESTIONS.length],
    },
  })
}

/** `retryAfterMs` is NaN where the answer does not say. */
function post({ callback, secretToken }: Target, body: string): Promise<{ status: number; retryAfterMs: number }> {
  return new Promise((resolve) => {
    const asked = request(callback, {
      method: 'POST',
      agent,
      timeout: TIMEOUT_MS,
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'x-telegram-bot-api-secret-token': secretToken,
      },
    })
    asked.on('response', (answer) => {
      answer.resume()
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          retryAfterMs: Number(answer.headers['retry-after'] ?? Number.NaN) * 1_000,
        }),
      )
    })
    asked.on('timeout', () => asked.destroy(new Error('late')))
    asked.on('error', () => resolve({ status: 0, retryAfterMs: Number.NaN }))
    asked.end(body)
  })
}

/** Sends on a fixed schedule, whatever comes back. */
async function send({ targets, customers, perSecond, ms, comesAgain }: SendOrder): Promise<SendLoad> {
  const load = { sent: 0, refused: 0, refusedOtherwise: 0 }
  const acceptedIds: number[] = []
  const latencies: number[] = []
  const lags: number[] = []
  const started = performance.now()
  const giveUpAt = started + ms + DRAIN_MS

  const deliver = async (due: number): Promise<void> => {
    const id = next++
    const customer = id % customers
    const target = targets[customer % targets.length] as Target
    const body = bodyOf(id, customer)
    load.sent += 1
    for (let tries = 0; ; tries += 1) {
      const { status, retryAfterMs } = await post(target, body)
      if (status === 200) {
        acceptedIds.push(id)
        if (tries === 0) latencies.push(performance.now() - started - due)
        if (id % TWICE_EVERY === 0) count(await post(target, body))
        return
      }
      count({ status, retryAfterMs })
      if (!comesAgain || performance.now() > giveUpAt) return
      await sleep((Number.isNaN(retryAfterMs) ? 1_000 : retryAfterMs) * (1 + Math.random()))
    }
  }
  const count = ({ status, retryAfterMs }: { status: number; retryAfterMs: number }): void => {
    if (status === 200) return
    if (status === 503 && retryAfterMs > 0) load.refused += 1
    else load.refusedOtherwise += 1
  }

  const total = Math.floor((perSecond * ms) / 1_000)
  const deliveries: Promise<void>[] = []
  for (let at = 0; at < total; ) {
    const elapsed = performance.now() - started
    for (; at < total && (at * 1_000) / perSecond <= elapsed; at += 1) {
      const due = (at * 1_000) / perSecond
      lags.push(elapsed - due)
      deliveries.push(deliver(due))
    }
    await sleep(1)
  }
  await Promise.all(deliveries)
  return {
    ...load,
    accepted: acceptedIds.length,
    ackP50Ms: percentile(latencies, 0.5),
    ackP99Ms: percentile(latencies, 0.99),
    lagP99Ms: percentile(lags, 0.99),
    acceptedIds,
  }
}

process.on('message', (order: SendOrder) => {
  send(order).then(
    (load) => process.send?.({ load }),
    (error: unknown) => process.send?.({ error: error instanceof Error ? error.message : String(error) }),
  )
})
process.on('disconnect', () => process.exit(0))
