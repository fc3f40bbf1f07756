import { LOCALES, type Locale, type Pack } from '@baton/protocol'
import { warn } from '../../log.ts'
import { at, authorization, languageOf } from './openai-speech.ts'
import { askSpeech } from './patient.ts'

/** The words of a workspace, for a recogniser that knows them better once it was told. */
export interface Vocabulary {
  /** The name it goes by there, once it is there; null where there is none, and the recogniser does without. */
  of(locale: Locale): Promise<string | null>
}

/** More than this helps nobody. */
const MOST_PHRASES = 5_000
const MOST_SLOT_WORDS = 2_000
const TELL_MS = 10_000
/** A recognition waits for it no longer than this. */
const WAIT_MS = 1_000
/** What this isolate has told servers: by address and name. */
const told = new Set<string>()
const MOST_TOLD = 1_000

interface Phrases {
  language: 'en' | 'zh'
  phrases: string[]
  slots: Record<string, string[]>
}

/** What customers of a pack say, in one language: how its intents are asked for, and what its products and numbers are called. */
export function phrasesOf(pack: Pack, locale: Locale): Phrases {
  const language = languageOf(locale)
  const alike = LOCALES.filter((each) => languageOf(each) === language)
  const of = <Value>(pick: (each: Locale) => readonly Value[]): Value[] => [...new Set(alike.flatMap(pick))]
  const phrasings = pack.intents.flatMap(({ phrasings }) => of((each) => phrasings[each]))
  const person = of((each) => [pack.wording.personButton[each]])
  const names = (pack.products ?? []).flatMap((product) => of((each) => product.names[each] ?? []))
  const slots: Record<string, string[]> = Object.fromEntries(
    pack.entities.map(({ type, example }) => [type, [example]]),
  )
  return {
    language,
    phrases: [...new Set([...person, ...phrasings])].slice(0, MOST_PHRASES),
    slots: { ...slots, ...(names.length > 0 && { product: [...new Set(names)].slice(0, MOST_SLOT_WORDS) }) },
  }
}

/**
 * The vocabulary of a pack at `{url}/vocabularies`, told once, from when it is first asked for. A recogniser that is not told in
 * time, or will not have it, does without.
 */
export function vocabularyAt(address: { url: string; key?: string | undefined }, pack: Pack): Vocabulary {
  const telling = new Map<Locale, Promise<string | null>>()
  return {
    of(locale) {
      let name = telling.get(locale)
      if (!name) {
        name = tell(address, pack, locale).catch((error: unknown) => {
          warn('speech.vocabulary_refused', error)
          return null
        })
        telling.set(locale, name)
      }
      return Promise.race([name, new Promise<null>((resolve) => setTimeout(() => resolve(null), WAIT_MS))])
    },
  }
}

async function tell(address: { url: string; key?: string | undefined }, pack: Pack, locale: Locale): Promise<string> {
  const body = JSON.stringify(phrasesOf(pack, locale))
  const name = await hashOf(body)
  const key = `${address.url}|${name}`
  if (told.has(key)) return name
  const headers = { 'content-type': 'application/json', ...authorization(address) }
  const response = await askSpeech(
    at(address, `vocabularies/${name}`),
    { method: 'PUT', body, headers },
    { timeoutMs: TELL_MS },
  )
  await response.body?.cancel()
  if (told.size >= MOST_TOLD) told.clear()
  told.add(key)
  return name
}

async function hashOf(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return [...bytes.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
