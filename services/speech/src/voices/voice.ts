import { ESPEAK_LANGUAGES } from './espeak.ts'
import { FLITE_VOICES, type FliteVoice } from './flite.ts'

/** What speaks: one of flite's voices for English, espeak-ng for all else. */
export type Voice = { engine: 'flite'; name: FliteVoice } | { engine: 'espeak-ng'; name: string }

const DEFAULT: Voice = { engine: 'flite', name: 'slt' }
const isFlite = (name: string): name is FliteVoice => FLITE_VOICES.includes(name as FliteVoice)

/**
 * The voice for a text. A name that is not ours, like those of other servers, is answered by the usual one. Without a
 * language, the text's script tells. Null: nobody here speaks that language.
 */
export function voiceFor(name: string, language: string | undefined, text: string): Voice | null {
  const tag = (language ?? (/\p{Script=Han}/u.test(text) ? 'zh' : 'en')).toLowerCase()
  if (tag === 'en' || tag.startsWith('en-')) {
    if (name === 'espeak-ng') return { engine: 'espeak-ng', name: 'en-us' }
    return isFlite(name) ? { engine: 'flite', name } : DEFAULT
  }
  const known = ESPEAK_LANGUAGES[tag] ?? ESPEAK_LANGUAGES[tag.split('-')[0] ?? '']
  return known === undefined ? null : { engine: 'espeak-ng', name: known }
}
