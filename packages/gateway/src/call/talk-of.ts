import { forSpeech } from '@baton/bot'
import { BatonError } from '../http/baton-error.ts'
import { workspaceConfig } from '../http/workspace-config.ts'
import { brainFor } from '../knowledge/brain.ts'
import { Conversation } from './speech/conversation.ts'
import { capabilities, speechOf, speechProviders } from './speech/speech-of.ts'
import type { OpenTalk, TalkHost, TalkOpening } from './talk.ts'

/** Begins the conversation of a call whose customer is on the line. */
export async function openTalk(host: TalkHost, opening: TalkOpening): Promise<OpenTalk> {
  const { env, workspace, call, locale, engines } = opening
  const [config, published] = await Promise.all([workspaceConfig(env, workspace), brainFor(env, workspace)])
  if (!config) throw new BatonError('unavailable')
  const providers = speechProviders(env, config)
  const { recognises, speaks } = capabilities(providers, locale, engines)
  const pack = published?.snapshot.pack ?? null
  const { hearing, speaking } = speechOf(providers, { env, workspace, locale, pack })
  const talk = new Conversation(host, {
    call,
    workspace,
    locale,
    hearing,
    voice: speaks === 'browser' ? 'browser' : speaking,
    greeting: pack ? forSpeech(pack.wording.greeting[locale], locale) : [],
    exempt: published?.exempt ?? [],
  })
  return { talk, recognises, speaks, voice: speaking }
}
