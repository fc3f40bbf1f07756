import type { Locale } from '@baton/protocol'
import type { Env } from '../env.ts'
import { workspaceConfig } from '../http/workspace-config.ts'
import { directoryOf, sessionOf } from '../rooms-of.ts'
import { directoryAddress } from './address.ts'
import type { Inbound } from './channel.ts'
import { type LinkTold, linkStep, toldOf, wayToPage } from './link-step.ts'
import type { Arrived, ChannelDirectory, ChannelSession, Redeemed, RouteRef, Telling } from './rooms.ts'
import { toldId } from './vendor-id.ts'

type Message = Extract<Inbound, { kind: 'message' }>

/** What came of it. `hear`: it is for the session to hear. `moved`: Directory is to be asked again who this is. */
export type LinkTalk = { as: 'hear' } | { as: 'told' } | { as: 'moved' } | { as: 'unavailable'; retryAfterMs: number }

const HEAR: LinkTalk = { as: 'hear' }

interface At {
  env: Env
  workspace: string
  ref: RouteRef
  arrived: Exclude<Arrived, { refused: string }>
  /** Of the form of an event's id. */
  id: string
}

/**
 * What a customer writes that is about connecting this chat with another: it is answered here, and nobody hears it as
 * something they said. Told in the session like what the bot says.
 */
export async function talkOfLinks(
  { text, code, media, from, replyWith, isDoubtful }: Message,
  at: At,
): Promise<LinkTalk> {
  const { env, workspace, ref, arrived, id } = at
  const config = await workspaceConfig(env, workspace)
  const linkUrl = config?.settings.linkUrl
  const said = { text: media.length > 0 ? '' : text, ...(code !== undefined && { code }) }
  const step = linkStep(said, arrived.pending, linkUrl !== undefined)
  if (step.do === 'hear') return HEAR
  // Whoever writes in another's name would read what was said with them. Who asks for a code gets it where they really are.
  if (isDoubtful && step.do !== 'mint') return HEAR
  const directory = directoryOf(env, workspace) as unknown as ChannelDirectory
  const by = { address: directoryAddress(ref) }
  let redeemed: Redeemed | null = null
  let told: (locale: Locale) => LinkTold
  if (step.do === 'mint') {
    const minted = await directory.mintLinkCode({ session: arrived.session, on: ref.channel })
    told = (locale) => wayToPage(linkUrl ?? '', minted.code, locale)
  } else {
    const answer =
      step.do === 'redeem'
        ? await directory.redeemLinkCode({ code: step.code, by })
        : await directory.consentToLink({ by, consents: step.consents, id })
    // It only looked like a code, or like an answer.
    if (!answer || (answer.as === 'unknown' && step.do === 'redeem' && !step.isSure)) return HEAR
    redeemed = answer
    told = (locale) => toldOf(answer, locale)
  }
  const session = redeemed?.as === 'linked' ? redeemed.session : arrived.session
  return say(at, session, told, { locale: from.locale ?? null, ...(replyWith && { replyWith }) })
}

async function say(
  { env, workspace, ref, arrived, id }: At,
  session: string,
  told: (locale: Locale) => LinkTold,
  by: Pick<Telling, 'locale' | 'replyWith'>,
): Promise<LinkTalk> {
  const room = sessionOf(env, workspace, session) as unknown as Pick<ChannelSession, 'tell'>
  const answer = await room.tell({
    ...ref,
    workspace,
    session,
    profile: arrived.profile,
    id: toldId(id),
    words: { en: told('en'), 'zh-CN': told('zh-CN'), 'zh-TW': told('zh-TW') },
    ...by,
  })
  if (answer.ok) return { as: 'told' }
  return answer.refused === 'unavailable' ? { as: 'unavailable', retryAfterMs: answer.retryAfterMs } : { as: 'moved' }
}
