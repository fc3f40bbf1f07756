import type { Flow, FlowState, Locale, Localized } from '@baton/protocol'
import { splitSentences } from '../sentences.ts'

type Known = Pick<FlowState, 'slots' | 'results'>

/** The value a path such as `order.lastScan.place` points to: slots first, then results. Undefined when there is none. */
export function valueAt(path: string, { slots, results }: Known): unknown {
  const keys = path.split('.')
  const [first = ''] = keys
  if (keys.length === 1 && Object.hasOwn(slots, first)) return slots[first]
  let value: unknown = results
  for (const key of keys) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = (value as Record<string, unknown>)[key]
  }
  return value
}

const PLACE = /\{([\w.-]+)(?:\|([\w.-]+))?\}/gu

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
