import { LOCALES, type Pack } from '@baton/protocol'
import type { Env } from '../../env.ts'
import { directoryOf } from '../../rooms-of.ts'
import { languageOf } from './openai-speech.ts'
import { speechProviders } from './speech-of.ts'
import { nameOnceTold } from './vocabulary.ts'

/**
 * Tells whoever recognises in the calls of a workspace the words of its pack, before anybody calls: to get ready for
 * thousands of phrases takes a moment, which the first caller would wait for. What fails is told when that call begins.
 */
export async function tellAhead(env: Env, workspace: string, pack: Pack): Promise<void> {
  const config = await directoryOf(env, workspace).config()
  const { hearing } = config ? speechProviders(env, config) : {}
  const { kind, url, vocabulary } = hearing ?? {}
  if (!hearing || kind !== 'openai' || url === undefined || !vocabulary) return
  // One locale a language: its words are those of all.
  const locales = hearing.languages.flatMap((language) => LOCALES.find((each) => languageOf(each) === language) ?? [])
  await Promise.all(locales.map((locale) => nameOnceTold({ ...hearing, url }, pack, locale)))
}
