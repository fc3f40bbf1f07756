import type { HearingProvider, Locale, Pack, Providers, SpeakingProvider } from '@baton/protocol'
import type { WorkspaceConfig } from '../../directory/rooms.ts'
import type { Env } from '../../env.ts'
import { log } from '../../log.ts'
import { providersOf } from '../../providers/providers.ts'
import type { Engine } from '../talk.ts'
import { deepgramHearing, deepgramSpeaking } from './deepgram-speech.ts'
import { guardedHearing, guardedSpeaking, guardedTranscribe } from './guarded-speech.ts'
import type { Hearing } from './hearing.ts'
import { languageOf, openAiSpeaking, openAiTranscribe } from './openai-speech.ts'
import type { Speaking } from './speaking.ts'
import { turnsBySilence } from './turns-by-silence.ts'
import { vocabularyAt } from './vocabulary.ts'
import { workersAiHearing, workersAiSpeaking } from './workers-ai-speech.ts'

/** Who recognises and speaks in the calls of a workspace; null where the gateway has nobody for the language. */
export interface Speech {
  hearing: Hearing | null
  speaking: Speaking | null
}

/** What a workspace may use here: models of the platform only where the platform has them. */
export function speechProviders(env: Env, config: WorkspaceConfig): Pick<Providers, 'hearing' | 'speaking'> {
  const { hearing, speaking } = providersOf(env, config) ?? {}
  const isHere = (provider: HearingProvider | SpeakingProvider | undefined): boolean =>
    provider !== undefined && (provider.kind !== 'workers_ai' || isBound(env))
  return { ...(isHere(hearing) && { hearing }), ...(isHere(speaking) && { speaking }) }
}

/** A workspace that names models of a platform this gateway does not run on is told so in the log, each time. */
function isBound(env: Env): boolean {
  if (!env.AI) log('error', 'speech.workers_ai_not_bound')
  return env.AI !== undefined
}

/** Who recognises what the customer says, and who speaks for the bot: the gateway before the browser. */
export function capabilities(
  { hearing, speaking }: Pick<Providers, 'hearing' | 'speaking'>,
  locale: Locale,
  engines: { recognises: boolean; speaks: boolean },
): { recognises: Engine; speaks: Engine } {
  const of = (provider: HearingProvider | SpeakingProvider | undefined, itself: boolean): Engine => {
    if (provider && has(provider, locale)) return 'gateway'
    return itself ? 'browser' : 'nobody'
  }
  return { recognises: of(hearing, engines.recognises), speaks: of(speaking, engines.speaks) }
}

const has = ({ languages }: HearingProvider | SpeakingProvider, locale: Locale): boolean =>
  languages.includes(languageOf(locale))

interface Asks {
  env: Pick<Env, 'AI'>
  workspace: string
  locale: Locale
  /** What is published, for its words. */
  pack: Pack | null
}

export function speechOf({ hearing, speaking }: Pick<Providers, 'hearing' | 'speaking'>, asks: Asks): Speech {
  return {
    hearing: hearing && has(hearing, asks.locale) ? hearingOf(hearing, asks) : null,
    speaking: speaking && has(speaking, asks.locale) ? speakingOf(speaking, asks) : null,
  }
}

function hearingOf(settings: HearingProvider, { env, workspace, pack, locale }: Asks): Hearing | null {
  const name = `${workspace}|hearing|${settings.url ?? settings.model}`
  const { kind, url } = settings
  if (kind === 'workers_ai') return env.AI ? guardedHearing(name, workersAiHearing(env.AI, settings)) : null
  if (url === undefined) return null
  if (kind === 'deepgram') return guardedHearing(name, deepgramHearing({ ...settings, url }))
  const vocabulary = settings.vocabulary && pack ? vocabularyAt({ ...settings, url }, pack) : null
  // Told as the call begins, so that it is there when the customer speaks.
  void vocabulary?.of(locale)
  return turnsBySilence(guardedTranscribe(name, openAiTranscribe({ ...settings, url }, vocabulary)))
}

function speakingOf(settings: SpeakingProvider, { env, workspace }: Asks): Speaking | null {
  const name = `${workspace}|speaking|${settings.url ?? settings.model}`
  const { kind, url } = settings
  if (kind === 'workers_ai') return env.AI ? guardedSpeaking(name, workersAiSpeaking(env.AI, settings)) : null
  if (url === undefined) return null
  const make = kind === 'deepgram' ? deepgramSpeaking : openAiSpeaking
  return guardedSpeaking(name, make({ ...settings, url }))
}
