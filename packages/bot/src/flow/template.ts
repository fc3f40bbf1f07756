import type { BotContext, Flow, FlowState, Locale, Localized } from '@baton/protocol'
import { splitSentences } from '../sentences.ts'

/** What the places of a text are filled from: slots first, then who the customer is, then what actions answered. */
export interface Known extends Pick<FlowState, 'slots' | 'results'> {
  given?: Readonly<Record<string, unknown>>
}

/** What a flow knows of the customer without asking: `customer.…` and `proved.<purpose>`. */
export function givenBy({ customer: { name, tier, id = null, proved = [] } }: BotContext): Known['given'] {
  const purposes = Object.fromEntries(proved.map((purpose) => [purpose, true]))
  return { customer: { name, tier, id, signed_in: id !== null }, proved: purposes }
}

/** The value a path such as `order.lastScan.place` points to. Undefined when there is none. */
export function valueAt(path: string, { slots, results, given = {} }: Known): unknown {
  const keys = path.split('.')
  const [first = ''] = keys
  if (keys.length === 1 && Object.hasOwn(slots, first)) return slots[first]
  let value: unknown = Object.hasOwn(given, first) ? given : results
  for (const key of keys) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = (value as Record<string, unknown>)[key]
  }
  return value
}

const PLACE = /\{([\w.-]+)(?:\|([\w.-]+))?\}/gu

/** The first names of the paths that a text's places hold. */
export const namesIn = (text: string): string[] =>
  [...text.matchAll(PLACE)].map(([, path = '']) => path.split('.')[0] ?? '')

/** Fills the places of a text; `missing` is told of each that has no value. */
export function fill(
  text: string,
  known: Known,
  { words, locale, missing }: { words?: Flow['words']; locale?: Locale; missing?: () => void } = {},
): string {
  return text.replace(PLACE, (_, path: string, dictionary?: string) => {
    const value = valueAt(path, known)
    if (value === undefined || value === null || value === '' || typeof value === 'object') {
      missing?.()
      return ''
    }
    const plain = String(value)
    const list = dictionary === undefined ? undefined : words?.[dictionary]
    const translated = list && Object.hasOwn(list, plain) ? list[plain] : undefined
    return translated && locale ? translated[locale] : plain
  })
}

/**
 * A localised text as sentences with its places filled. A sentence whose value is missing is left out rather than said
 * with a hole in it, unless nothing else would be left.
 */
export function speak(text: Localized, known: Known, words: Flow['words'], locale: Locale): string[] {
  const sentences = splitSentences(text[locale]).map((sentence) => {
    let whole = true
    const missing = () => {
      whole = false
    }
    return { said: fill(sentence, known, { words, locale, missing }), whole }
  })
  const sound = sentences.filter(({ whole }) => whole)
  return (sound.length > 0 ? sound : sentences).map(({ said }) => said)
}
