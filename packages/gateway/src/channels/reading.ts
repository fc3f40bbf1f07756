import type { Locale, Place } from '@baton/protocol'

/** Ways into JSON of which nothing is known: what is not as expected is not there. */
export type Fields = Readonly<Record<string, unknown>>

const NOTHING: Fields = {}

export const parsed = (payload: string): Fields => {
  try {
    return fieldsOf(JSON.parse(payload))
  } catch {
    return NOTHING
  }
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : NOTHING)

export const listOf = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isFields) : [])

/** Halves of a letter without the other half are shown as what they are: nothing one can read. */
export const wellFormed = (text: string): string => text.replace(/\p{Cs}/gu, '\ufffd')

/** A text that says something, well-formed. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? wellFormed(value) : undefined

/** An id, which some send as a number. */
export const idOf = (value: unknown): string | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : textOf(value)

/** A moment, in our milliseconds; `unit` has so many of them. */
export function timeOf(value: unknown, unit = 1): number | undefined {
  const at = Number(idOf(value)) * unit
  return Number.isSafeInteger(at) && at > 0 ? at : undefined
}

const isWithin = (value: unknown, most: number): value is number => typeof value === 'number' && Math.abs(value) <= most

/** Undefined when it is nowhere. */
export function placeOf(latitude: unknown, longitude: unknown, name: unknown): Place | undefined {
  if (!isWithin(latitude, 90) || !isWithin(longitude, 180)) return undefined
  const called = textOf(name)?.slice(0, 200)
  return { latitude, longitude, ...(called !== undefined && { name: wellFormed(called) }) }
}

/** The language of ours that a tag like `zh-hant` or `en_GB` means. */
export function localeOfTag(tag: unknown): Locale | undefined {
  const text = textOf(tag)?.toLowerCase().replaceAll('_', '-')
  if (text === undefined) return undefined
  if (/^zh(-|$)/.test(text)) return /-(hant|tw|hk|mo)\b/.test(text) ? 'zh-TW' : 'zh-CN'
  return /^en(-|$)/.test(text) ? 'en' : undefined
}
