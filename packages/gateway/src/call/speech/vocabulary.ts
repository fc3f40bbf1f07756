import { LOCALES, type Locale, type Pack } from '@baton/protocol'
import { CONSENT_PHRASES } from '@baton/relay/call'
import { warn } from '../../log.ts'
import { at, authorization, languageOf } from './openai-speech.ts'
import { askSpeech } from './patient.ts'

/** The words of a workspace, for a recogniser that knows them better once it was told. */
export interface Vocabulary {
  /** The name it goes by there, once it is there; null where there is none, and the recogniser does without. */
  of(locale: Locale): Promise<string | null>
  /** It was not known there any more: it is told again when it is next asked for. */
  lost(locale: Locale): void
}

/** What the embedded sidecar takes. */
const MOST_PHRASES = 10_000
const MOST_CHARACTERS = 200
const MOST_SLOTS = 20
const MOST_SLOT_PHRASES = 1_000
const TELL_MS = 30_000
/** Recognitions wait for it no longer than this after it was begun. */
const WAIT_MS = 1_000
/** What this isolate has told servers: by address and name. */
const told = new Set<string>()
const MOST_TOLD = 1_000

/** A part of a phrase that is said in many ways, written `{name}` in it: a number, one digit at a time, or one of these phrases. */
type Slot = { letters?: string; digits: { min: number; max: number } } | { phrases: string[] }

interface Phrases {
  language: 'en' | 'zh'
  phrases: string[]
  slots: Record<string, Slot>
}

/** What customers of a pack say, in one language: how its intents are asked for, and what its products and numbers are called. */
export function phrasesOf(pack: Pack, locale: Locale): Phrases {
  const language = languageOf(locale)
  const alike = LOCALES.filter((each) => languageOf(each) === language)
  const of = (pick: (each: Locale) => readonly string[]): string[] => alike.flatMap(pick)
  const phrasings = pack.intents.flatMap(({ phrasings }) => of((each) => phrasings[each]))
  const products = (pack.products ?? []).flatMap((product) => of((each) => product.names[each] ?? []))
  const slots = Object.fromEntries([...numbersOf(pack), ...(products.length > 0 ? [productsOf(products)] : [])])
  const alone = Object.keys(slots).map((name) => `{${name}}`)
  const person = of((each) => [pack.wording.personButton[each]])
  const answers = of((each) => answersOf(pack, each))
  const phrases = [...person, ...CONSENT_PHRASES[language], ...alone, ...answers, ...phrasings].filter(isShort)
  return { language, phrases: [...new Set(phrases)].slice(0, MOST_PHRASES), slots }
}

/** What the questions of flows let a customer choose from. */
const answersOf = ({ flows }: Pack, locale: Locale): string[] =>
  flows
    .flatMap(({ steps }) => steps)
    .flatMap((step) => {
      const choices = step.do === 'ask' && Array.isArray(step.choices) ? step.choices : []
      const options = 'options' in step ? step.options : []
      return [
        ...choices.flatMap(({ label, words }) => [label[locale], ...(words?.[locale] ?? [])]),
        ...options.flatMap(({ label, text }) => [label[locale], text[locale]]),
      ]
    })
    // A template is not what anybody says.
    .filter((text) => !text.includes('{'))

const isShort = ({ length }: string): boolean => length <= MOST_CHARACTERS

const productsOf = (names: readonly string[]): [string, Slot] => [
  'product',
  { phrases: [...new Set(names)].filter(isShort).slice(0, MOST_SLOT_PHRASES) },
]

/** Numbers of the workspace, as their examples are written: letters, then digits. */
function numbersOf({ entities }: Pack): [string, Slot][] {
  return entities.slice(0, MOST_SLOTS - 1).flatMap(({ type, example }): [string, Slot][] => {
    const [, letters = '', digits = ''] = /^([A-Za-z]{0,6})[- ]?(\d{1,20})$/.exec(example) ?? []
    if (digits === '') return []
    const length = { min: digits.length, max: digits.length }
    return [[type.replaceAll('-', '_').slice(0, 40), { ...(letters && { letters }), digits: length }]]
  })
}

/**
 * The vocabulary of a pack at `{url}/vocabularies`, told once, from when it is first asked for, unless it was before. A recogniser that is not told in
 * time, or will not have it, does without.
 */
export function vocabularyAt(address: Address, pack: Pack): Vocabulary {
  const telling = new Map<Locale, { name: Promise<string | null>; until: number }>()
  return {
    of(locale) {
      let begun = telling.get(locale)
      if (!begun) {
        begun = { name: nameOnceTold(address, pack, locale), until: Date.now() + WAIT_MS }
        telling.set(locale, begun)
      }
      const leftMs = Math.max(0, begun.until - Date.now())
      return Promise.race([begun.name, new Promise<null>((resolve) => setTimeout(() => resolve(null), leftMs))])
    },
    lost(locale) {
      telling.delete(locale)
      told.clear()
    },
  }
}

interface Address {
  url: string
  key?: string | undefined
}

/** The name it goes by there, once it is there; null where it is not taken. */
export const nameOnceTold = (address: Address, pack: Pack, locale: Locale): Promise<string | null> =>
  tell(address, pack, locale).catch((error: unknown) => {
    warn('speech.vocabulary_refused', error)
    return null
  })

async function tell(address: Address, pack: Pack, locale: Locale): Promise<string> {
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
