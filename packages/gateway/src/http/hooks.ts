import { type Context, Hono } from 'hono'
import { type Carrier, carrierOf } from '../call/carrier/carrier.ts'
import { answerCarrier } from '../call/carrier/carrier-hook.ts'
import { adapterOf } from '../channels/adapters.ts'
import type { Knock } from '../channels/channel.ts'
import { enterFromCrowd, heldBytes } from '../channels/door.ts'
import { Gate, type Pass } from '../channels/gate.ts'
import { answerHook, type HookAnswer, unavailable } from '../channels/hook.ts'
import { knownAccount } from '../channels/known-account.ts'
import type { OpenAccount } from '../channels/rooms.ts'
import type { Env } from '../env.ts'
import { log } from '../log.ts'
import { BatonError } from './baton-error.ts'
import { ownOrigin } from './own-origin.ts'
import { readBytes } from './raw-body.ts'
import { demandWork } from './vacancy.ts'

/** No channel takes more than a mail with what it brings. */
const MAX_BYTES = 16 * 1024 * 1024
/** What a carrier says of a call. */
const MAX_CALL_BYTES = 64 * 1024
const WAITING_BYTES = 16 * 1024 * 1024
const PLACE_MS = 20_000

/** Those who read an answer off the response wait for the bot; that they wait tells nothing of how busy it is here. */
const waiting = new Gate({
  least: 256,
  most: 256,
  first: 256,
  bytes: WAITING_BYTES,
  goalMs: PLACE_MS,
  placeMs: PLACE_MS,
})

/** Where vendors of channels bring what customers said. Whether it is the vendor is all that is asked of who comes. */
export const hookRoutes = new Hono<{ Bindings: Env }>()

hookRoutes.on(['GET', 'POST'], '/:workspace/:account', async (c) => {
  demandWork()
  const declared = declaredBytes(c)
  if (declared > MAX_BYTES) throw refused()
  const began = Date.now()
  const pass = enterFromCrowd(declared)
  if (!pass) throw unavailable()
  let took: number | undefined
  try {
    const { answer, isTelling } = await answered(c, declared, pass)
    if (isTelling) took = Date.now() - began
    return c.body(answer.body, 200, { 'content-type': answer.type })
  } finally {
    pass.leave(took)
  }
})

/** Whatever is wrong, nobody is told more than this: not even whether there is such an account. */
const refused = (): BatonError => new BatonError('unauthenticated')

function declaredBytes(c: Context): number {
  const bytes = Number(c.req.header('content-length') ?? 0)
  return Number.isSafeInteger(bytes) && bytes >= 0 ? bytes : 0
}

/** `isTelling`: how long it took says how busy it is here. */
async function answered(
  c: Context<{ Bindings: Env }>,
  declared: number,
  pass: Pass,
): Promise<{ answer: HookAnswer; isTelling: boolean }> {
  const { workspace = '', account: id = '' } = c.req.param()
  const account = await knownAccount(c.env, workspace, id)
  const carrier = account && carrierOf(account)
  if (carrier) return { answer: await calledBy(c, { account, carrier, declared, pass }), isTelling: true }
  const channel = account && adapterOf(account.channel)
  if (!account || !channel) throw refused()
  if (declared > channel.maxBytes) throw refused()

  const knock = await knockOf(c, channel.maxBytes, declared, pass)
  const seat = channel.passiveMs === undefined ? null : waiting.enter(knock.body.byteLength)
  // Its place at the door is for who comes next.
  if (seat) pass.leave()
  try {
    const answer = await answerHook({
      env: c.env,
      workspace,
      account,
      channel,
      knock,
      mayWait: seat !== null,
    })
    if (!answer) {
      log('info', 'hook.refused', { account: id })
      throw refused()
    }
    return { answer, isTelling: seat === null && channel.pull === undefined }
  } finally {
    seat?.leave()
  }
}

/** A carrier asks what is to be done with a telephone call. */
async function calledBy(
  c: Context<{ Bindings: Env }>,
  { account, carrier, declared, pass }: { account: OpenAccount; carrier: Carrier; declared: number; pass: Pass },
): Promise<HookAnswer> {
  if (c.req.method !== 'POST' || declared > MAX_CALL_BYTES) throw refused()
  const { headers, body, now } = await knockOf(c, MAX_CALL_BYTES, declared, pass)
  const origin = ownOrigin(c)
  const { pathname, search } = new URL(c.req.url)
  const knock = { url: `${origin.origin}${pathname}${search}`, headers, body, now }
  const { workspace = '' } = c.req.param()
  const answer = await answerCarrier({ env: c.env, workspace, account, carrier, knock, origin })
  if (!answer) {
    log('info', 'hook.refused', { account: account.id })
    throw refused()
  }
  return answer
}

/** The request alone holds its bytes, so that whoever has read them can let go of them. */
async function knockOf(c: Context, maxBytes: number, declared: number, pass: Pass): Promise<Knock> {
  let arrived = 0
  const body = await readBytes(c.req.raw, { maxBytes, likely: declared }, (bytes) => {
    const known = Math.max(declared, arrived)
    arrived += bytes
    return arrived <= known || pass.hold(heldBytes(arrived - known))
  })
  if (body === 'cut_off') throw unavailable()
  if (body === 'too_large') throw refused()
  return {
    method: c.req.method === 'POST' ? 'POST' : 'GET',
    query: new URL(c.req.url).searchParams,
    headers: c.req.raw.headers,
    body,
    now: Date.now(),
  }
}
