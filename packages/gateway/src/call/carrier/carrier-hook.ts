import type { CallTicket, Locale } from '@baton/protocol'
import { directoryAddress, routeIdOf } from '../../channels/address.ts'
import { type HookAnswer, tellHeard } from '../../channels/hook.ts'
import type { OpenAccount } from '../../channels/rooms.ts'
import { arrive, lookAgain } from '../../channels/whereabouts.ts'
import type { Env } from '../../env.ts'
import { verifyTicket } from '../../http/tickets.ts'
import { reserveObject } from '../../http/vacancy.ts'
import { warn } from '../../log.ts'
import { sessionOf } from '../../rooms-of.ts'
import type { Carrier, CarrierAnswer, CarrierKnock } from './carrier.ts'
import type { CallProgress, CarrierCall } from './carrier-call.ts'
import { E164 } from './e164.ts'
import type { CallInAnswer, PhoneSession } from './phone-session.ts'
import { asParameters } from './ticket-parameters.ts'

/** A linked customer is found at the second try. */
const TRIES = 2

/** What a carrier asks of an account of ours. */
export interface CarrierHook {
  env: Env
  workspace: string
  account: OpenAccount
  carrier: Carrier
  knock: CarrierKnock
  /** Where the gateway is, for the stream. */
  origin: URL
}

const OVER: ReadonlySet<CallProgress> = new Set(['ended', 'busy', 'missed', 'failed'])
const NOTHING: HookAnswer = { type: 'text/plain', body: '' }

/** Answers what is to be done with a call. Null: it is not the carrier who asks. */
export async function answerCarrier(hook: CarrierHook): Promise<HookAnswer | null> {
  const { carrier, knock } = hook
  if (!(await isGenuine(hook))) return null
  void tellHeard(hook)
  const { searchParams } = new URL(knock.url)
  const [voice, status] = ['voice', 'status'].map((name) => searchParams.get(name))
  if (status) return progressed(hook, status)
  if (voice) return answered(hook, voice)
  // What comes after a stream.
  if (searchParams.has('over')) return carrier.hangUp
  // Somebody may have entered the same address for what becomes of calls; the stream has told it already.
  const news = carrier.progressIn(knock.body)
  if (news && OVER.has(news.progress)) return NOTHING
  const call = carrier.callIn(knock.body)
  // Calls that we make say so in the address.
  if (!call || call.direction === 'out') return carrier.decline('rejected')
  return callIn(hook, call)
}

/** What a check stumbles over is no carrier's. */
async function isGenuine({ carrier, knock, account }: CarrierHook): Promise<boolean> {
  try {
    return await carrier.isFrom(knock)
  } catch (error) {
    warn('phone.verify', error, { account: account.id })
    return false
  }
}

/** Whoever cannot be taken hears that it is busy, which every telephone knows; a vendor's error they would hear read out. */
async function callIn(hook: CarrierHook, call: CarrierCall): Promise<CarrierAnswer> {
  const { account, carrier } = hook
  const answer = await told(hook, call).catch((error): CallInAnswer => {
    warn('phone.call', error, { account: account.id })
    return { refused: 'unavailable' }
  })
  if ('ticket' in answer) return streamOf(hook, answer.ticket)
  if (answer.refused === 'over') return carrier.hangUp
  return carrier.decline(answer.refused === 'off' || answer.refused === 'erased' ? 'rejected' : 'busy')
}

async function told({ env, workspace, account }: CarrierHook, { call, from }: CarrierCall): Promise<CallInAnswer> {
  // Who withholds their number is somebody new each time, and cannot be called back.
  const address = E164.test(from) ? from : `call:${call}`
  const route = await routeIdOf(env, workspace, { account: account.id, address })
  const ref = { channel: account.channel, account: account.id, route, address }
  const known = directoryAddress(ref)
  const locale = account.settings.language as Locale | undefined
  for (let tries = 0; tries < TRIES; tries += 1) {
    const arrived = await arrive(env, workspace, known, { address, ...(locale && { locale }) })
    if ('refused' in arrived) return { refused: 'busy' }
    const { session, profile } = arrived
    const room = sessionOf(env, workspace, session)
    reserveObject(env, room.id.toString())
    const phone: Pick<PhoneSession, 'callIn'> = room
    const answer = await phone.callIn({ ...ref, workspace, session, profile, call: await callIdOf(account.id, call) })
    if (!('refused' in answer) || answer.refused !== 'linked') return answer
    lookAgain(workspace, known)
  }
  return { refused: 'unavailable' }
}

/** The same for the same call: a webhook that comes again begins no second one. */
export async function callIdOf(account: string, call: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${account}|${call}`))
  return [...new Uint8Array(digest, 0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function streamOf({ account, carrier, origin, workspace }: CarrierHook, ticket: string): CarrierAnswer {
  const url = new URL(`/v1/phone/${workspace}/${account.id}/stream`, origin)
  url.protocol = origin.protocol === 'https:' ? 'wss:' : 'ws:'
  const over = new URL(`/v1/hooks/${workspace}/${account.id}?over=1`, origin)
  return carrier.stream(url.href, asParameters(ticket), over.href)
}

/** Somebody whom we called has answered. The ticket in the address is for their line. */
async function answered(hook: CarrierHook, ticket: string): Promise<CarrierAnswer> {
  return (await claimsOf(hook, ticket)) ? streamOf(hook, ticket) : hook.carrier.hangUp
}

async function progressed(hook: CarrierHook, ticket: string): Promise<HookAnswer> {
  const claims = await claimsOf(hook, ticket)
  const news = hook.carrier.progressIn(hook.knock.body)
  if (!claims || !news) return NOTHING
  const phone: Pick<PhoneSession, 'callProgress'> = sessionOf(hook.env, hook.workspace, claims.session)
  await phone
    .callProgress({ call: claims.call, progress: news.progress })
    // It rings no longer than it may, whoever hears of it.
    .catch((error) => warn('phone.progress', error, { account: hook.account.id }))
  return NOTHING
}

/** Null for a ticket that is not ours, or whose time is over: nothing waits for it any more. */
async function claimsOf({ env, workspace }: CarrierHook, ticket: string): Promise<CallTicket | null> {
  const claims = await verifyTicket(env, ticket).catch(() => null)
  return claims?.room === 'call' && claims.workspace === workspace && claims.role === 'customer' ? claims : null
}
