import type { ChannelKind } from '@baton/protocol'
import type { Env } from '../env.ts'
import { FreshCache } from '../fresh-cache.ts'
import { BatonError } from '../http/baton-error.ts'
import { reserveObject } from '../http/vacancy.ts'
import { log, warn } from '../log.ts'
import { metrics } from '../metrics/metrics.ts'
import { channelsOf, sessionOf } from '../rooms-of.ts'
import { directoryAddress, routeIdOf } from './address.ts'
import {
  type Channel,
  type Genuine,
  type Inbound,
  type Knock,
  type Outgoing,
  StaleToken,
  type Verified,
} from './channel.ts'
import { linesOf, throughLines } from './lines.ts'
import { isLinkAnswer } from './link-step.ts'
import { talkOfLinks } from './link-talk.ts'
import type { ChannelSession, Heard, OpenAccount, RouteRef } from './rooms.ts'
import { TOO_OLD_MS } from './too-old.ts'
import { toolsFor } from './tools.ts'
import { vendorId } from './vendor-id.ts'
import { arrive, lookAgain, sessionsOf } from './whereabouts.ts'

/** How many customers of one batch are served side by side. */
const SIDE_BY_SIDE = 8
/** Who is sent away comes back after this long and up to twice as long. */
const RETRY_MS = 1_000
/** A linked customer is found at the second try; two links within one message are for the vendor's next try. */
const TRIES = 2
const HEARD_MS = 60_000

/** What a vendor has sent to an account of ours. */
export interface Hook {
  env: Env
  workspace: string
  account: OpenAccount
  channel: Channel<ChannelKind>
  knock: Knock
  /** Whether the vendor may be kept waiting for the first answer, where it reads one off the response. */
  mayWait: boolean
}

/** What the vendor is answered with, besides 200. */
export interface HookAnswer {
  type: string
  body: string
}

type Message = Extract<Inbound, { kind: 'message' }>
type Standing = Extract<Inbound, { kind: 'standing' }>

/** What a hook asks of a session. */
type Told = Pick<ChannelSession, 'hear' | 'receipt' | 'standing' | 'typing' | 'welcome'>

const NOTHING: HookAnswer = { type: 'text/plain', body: '' }

export const unavailable = (retryAfterMs = RETRY_MS * (1 + Math.random())): BatonError =>
  new BatonError('unavailable', undefined, retryAfterMs)

/**
 * Verifies, stores all that it says, and answers. Null: it is not the vendor's.
 *
 * @throws BatonError `request_malformed` when it is, and says nothing that is documented; `unavailable` when not all of it is stored: the vendor comes again, and what is stored is known by its id.
 */
export async function answerHook(hook: Hook): Promise<HookAnswer | null> {
  const verified = await verify(hook)
  if (verified.as === 'refused') return null
  if (verified.as === 'malformed') throw new BatonError('request_malformed', verified.detail)
  if (verified.as === 'answer') return { type: verified.type, body: verified.body }
  void tellHeard(hook)
  return accept(hook, await takeIn(hook, verified))
}

/** What an adapter stumbles over is no vendor's; which thing it was is nobody's business who knocks. */
async function verify({ channel, knock, account }: Hook): Promise<Verified> {
  try {
    return await channel.verify(knock, account)
  } catch (error) {
    warn('hook.verify', error, { account: account.id })
    return { as: 'refused' }
  }
}

/** Stores everything a genuine payload says. Answers what the response is to carry. */
export async function takeIn(hook: Omit<Hook, 'knock'>, { payload, brought }: Genuine): Promise<Outgoing | null> {
  try {
    const { channel, account } = hook
    if (channel.pull) return await pullAll(hook, payload)
    return await takeBatch(hook, channel.normalise(payload, account, brought))
  } catch (error) {
    if (error instanceof BatonError && error.retryAfterMs !== undefined) throw error
    warn('hook.failed', error, { account: hook.account.id })
    throw unavailable()
  }
}

/** Fetches and stores all that there is, bit by bit. A token that was good a moment ago may not be: another one is fetched, once. */
async function pullAll(hook: Omit<Hook, 'knock'>, payload: string, stale?: string): Promise<null> {
  const { env, workspace, channel, account } = hook
  const asked = { account: account.id, ...(stale !== undefined && { stale }) }
  const token = await channelsOf(env, workspace).token(asked)
  const tools = toolsFor(env, { workspace, account: account.id, token })
  try {
    for await (const bit of channel.pull?.(payload, account, tools) ?? []) {
      await takeBatch(hook, channel.normalise(bit, account))
    }
    return null
  } catch (error) {
    if (!(error instanceof StaleToken) || token === null || stale !== undefined) throw error
    return pullAll(hook, payload, token)
  }
}

async function takeBatch(hook: Omit<Hook, 'knock'>, batch: readonly Inbound[]): Promise<Outgoing | null> {
  let passive: Outgoing | null = null
  if (batch.length === 0) metrics.unheard.add(hook.account.channel)
  // A response carries one answer.
  const mayWait = hook.mayWait && batch.length === 1
  await throughLines(linesOf(batch), SIDE_BY_SIDE, async (inbound) => {
    passive = await take({ ...hook, mayWait }, inbound)
  })
  return passive
}

async function take(hook: Omit<Hook, 'knock'>, inbound: Inbound): Promise<Outgoing | null> {
  const { env, workspace, account } = hook
  const { address } = inbound.from
  const ref: RouteRef = {
    channel: account.channel,
    account: account.id,
    route: await routeIdOf(env, workspace, { account: account.id, address }),
    address,
  }
  if ('at' in inbound && inbound.at !== undefined && inbound.at < Date.now() - TOO_OLD_MS) return unheard(hook)
  switch (inbound.kind) {
    case 'message':
      return hear(hook, inbound, ref)
    case 'receipt': {
      const { of, state, reason } = inbound
      const news = { of, state, ...(reason && { reason }) }
      // What an earlier segment has sent is written there.
      for (const session of await sessionsOf(env, workspace, directoryAddress(ref))) {
        await roomOf(hook, session).receipt({ workspace, session, route: ref.route, ...news })
      }
      return null
    }
    case 'standing':
      await stand(hook, inbound, ref)
      return null
    case 'typing':
      await tellTyping(hook, ref)
      return null
  }
}

/** It was said too long ago, or by somebody who was erased since. */
function unheard({ account }: Pick<Hook, 'account'>): null {
  metrics.unheard.add(account.channel)
  return null
}

/** Live and gone: what does not work is not tried again, and nobody is made a customer by it. */
async function tellTyping(hook: Omit<Hook, 'knock'>, ref: RouteRef): Promise<void> {
  try {
    const [session] = await sessionsOf(hook.env, hook.workspace, directoryAddress(ref))
    if (session !== undefined) await roomOf(hook, session).typing({ route: ref.route })
  } catch (error) {
    warn('hook.typing', error, { account: hook.account.id })
  }
}

/** Who comes and is not known by this way is welcomed; who leaves is only believed. */
async function stand(
  hook: Omit<Hook, 'knock'>,
  { from, standing, replyWith, at }: Standing,
  ref: RouteRef,
): Promise<void> {
  const { env, workspace, account } = hook
  const address = directoryAddress(ref)
  const [known] = await sessionsOf(env, workspace, address)
  const told = { workspace, route: ref.route, standing }
  if (known !== undefined && (await roomOf(hook, known).standing({ ...told, session: known }))) return
  if (standing === 'blocked') return
  const arrived = await arrive(env, workspace, address, { ...from, at })
  if ('refused' in arrived) {
    if (arrived.refused === 'erased') return void unheard(hook)
    throw unavailable(arrived.retryAfterMs)
  }
  const { session, profile } = arrived
  const answer = await roomOf(hook, session).welcome({
    ...ref,
    workspace,
    session,
    profile,
    id: `${account.id}:welcome:${ref.route}`,
    locale: from.locale ?? null,
    ...(replyWith && { replyWith }),
  })
  if (answer.ok) return
  lookAgain(workspace, address)
  throw unavailable()
}

async function hear(hook: Omit<Hook, 'knock'>, message: Message, ref: RouteRef): Promise<Outgoing | null> {
  const { env, workspace, account } = hook
  const { from, text, at } = message
  const address = directoryAddress(ref)
  const id = `${account.id}:${vendorId(message.id)}`
  // Somebody may have asked them a moment ago, and this may be the answer.
  if (isLinkAnswer(text)) lookAgain(workspace, address)
  for (let tries = 0; tries < TRIES; tries += 1) {
    const arrived = await arrive(env, workspace, address, { ...from, at })
    if ('refused' in arrived) {
      if (arrived.refused === 'erased') return unheard(hook)
      throw unavailable(arrived.retryAfterMs)
    }
    const talk = await talkOfLinks(message, { env, workspace, ref, arrived, id })
    if (talk.as === 'unavailable') throw unavailable(talk.retryAfterMs)
    if (talk.as !== 'hear') {
      // What was said of a link may have changed where they are.
      lookAgain(workspace, address)
      if (talk.as === 'told') return null
      continue
    }
    const { session, profile } = arrived
    const answer = await roomOf(hook, session).hear({ ...heardOf(hook, message, ref), session, profile, id })
    if (answer.ok) return answer.passive ?? null
    if (answer.refused === 'unavailable') throw unavailable(answer.retryAfterMs)
    lookAgain(workspace, address)
  }
  throw unavailable()
}

/** What a session hears, but for whom. */
function heardOf(
  { workspace, channel, mayWait }: Omit<Hook, 'knock'>,
  { from, text, media, place, replyWith, readWith, thread }: Message,
  ref: RouteRef,
): Omit<Heard, 'session' | 'profile' | 'id'> {
  return {
    workspace,
    ...ref,
    text,
    media,
    ...(place && { place }),
    ...(from.locale && { locale: from.locale }),
    ...(replyWith && { replyWith }),
    ...(readWith !== undefined && { readWith }),
    ...(thread !== undefined && { thread }),
    ...(mayWait && channel.passiveMs !== undefined && { passiveMs: channel.passiveMs }),
  }
}

function roomOf({ env, workspace }: Pick<Hook, 'env' | 'workspace'>, session: string): Told {
  const room = sessionOf(env, workspace, session)
  reserveObject(env, room.id.toString())
  return room
}

/** Everything is stored by now: should its adapter fail here, the vendor is content with an empty answer too. */
async function accept({ channel, knock, account }: Hook, passive: Outgoing | null): Promise<HookAnswer> {
  try {
    return (await channel.accepted?.(passive, knock, account)) ?? NOTHING
  } catch (error) {
    log('error', 'hook.accepted', { account: account.id, error: error instanceof Error ? error.name : typeof error })
    return NOTHING
  }
}

/** Accounts of which it was said within the last minute that their vendor is heard. */
const heard = new FreshCache<true>({ forMs: HEARD_MS, entries: 1_000 })

/** That the vendor is there. Nobody waits for it. */
export async function tellHeard({
  env,
  workspace,
  account,
}: Pick<Hook, 'env' | 'workspace' | 'account'>): Promise<void> {
  try {
    await heard.get(`${workspace} ${account.id}`, async () => {
      await channelsOf(env, workspace).heard({ account: account.id })
      return true
    })
  } catch (error) {
    // It is told again with the next hook.
    warn('hook.heard', error, { account: account.id })
  }
}
