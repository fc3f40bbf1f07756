import { type Claim, claimsOf } from './claims/claims.ts'

/** What sentences may rest on. */
export interface Grounds {
  /** Texts of cited passages, and the pack's own wording and flow texts: everything they say may be said. */
  texts?: readonly string[]
  /** What actions answered. Numbers in it carry their unit in the name of their field, so they may be said with any. */
  results?: readonly unknown[]
  /** Numbers of the customer's own that may be said back, such as an order number; never an address. */
  said?: readonly string[]
}

/** Grounds made ready: what they claim, by key. */
export type Footing = Pick<ReadonlySet<string>, 'has'>

export interface Ungrounded {
  code: 'number' | 'date' | 'link' | 'email' | 'phone' | 'code'
  /** As the sentence has it. */
  text: string
}

export interface Grounded {
  sentences: string[]
  /** What was held back, and why. */
  held: Ungrounded[]
}

/**
 * Holds back each sentence that claims what nothing it rests on says: a number, an amount, a share, a date, a time, a
 * link, an e-mail address, a phone. `3–5 working days` is neither five days nor three working days. Linear in the text.
 */
export function ground(sentences: readonly string[], grounds: Grounds): Grounded {
  const footing = footingOf(grounds)
  const held: Ungrounded[] = []
  const passed = sentences.filter((sentence) => {
    const missing = firstUngrounded(sentence, footing)
    if (missing) held.push(missing)
    return missing === null
  })
  return { sentences: passed, held }
}

/** `base` is what may be said besides. */
export function footingOf({ texts = [], results = [], said = [] }: Grounds, base?: Footing): Footing {
  const footing = new Set<string>()
  for (const text of texts) for (const claim of sentencesOf(text).flatMap(claimsOf)) stand(footing, claim)
  for (const [, unit = ''] of texts.join('\n').matchAll(A_UNIT))
    for (const claim of claimsOf(`1 ${unit}`)) stand(footing, claim)
  for (const result of results) standOnResult(footing, result)
  for (const text of said) {
    for (const claim of claimsOf(text)) if (!/^(?:link|email):/.test(claim.keys[0] ?? '')) stand(footing, claim)
  }
  return base ? { has: (key) => footing.has(key) || base.has(key) } : footing
}

/** The first claim of a sentence that has no ground; null when it has none. */
export function firstUngrounded(sentence: string, footing: Footing): Ungrounded | null {
  const missing = claimsOf(sentence).find(({ keys }) => !keys.some((key) => stands(footing, key)))
  return missing ? { code: codeOf(missing), text: missing.text } : null
}

/** `A day longer` says that it is one. */
const A_UNIT = /\ban? (minute|hour|(?:(?:working|business) )?day|week|month|year)\b/giu

const sentencesOf = (text: string): string[] => text.split(/\n+/u)

/** Within 3–5 days is within 5 days, and not within 3. A day with its year is also that day, in that month. */
function stand(footing: Set<string>, { keys }: Claim): void {
  for (const key of keys) {
    footing.add(key)
    const [, kind, high] = /^(\w+):[\d.]+?\.\.([\d.]+)$/u.exec(key) ?? []
    if (kind !== undefined) footing.add(`${kind}:${high}`)
    const [, day, month, date] = /^date:(?:\d+-)?((\d\d)-(\d\d))$/u.exec(key) ?? []
    if (day === undefined) continue
    footing.add(`date:${day}`)
    footing.add(`month-of-year:${Number(month)}`)
    footing.add(`day-of-month:${Number(date)}`)
  }
}

function stands(footing: Footing, key: string): boolean {
  if (footing.has(key)) return true
  const [, value] = /^(?:minute|month|workday|percent|tenth|count|[A-Z]{3}):([\d.]+)$/u.exec(key) ?? []
  return value !== undefined && footing.has(`any:${value}`)
}

/** Deeper than anything a business answers. */
const DEPTH = 12

function standOnResult(footing: Set<string>, value: unknown, depth = 0): void {
  if (depth > DEPTH) return
  if (typeof value === 'number') footing.add(`any:${value}`)
  if (typeof value === 'string') {
    // An address within a text that somebody wrote is theirs, not the business system's.
    const isAddress = !/\s/u.test(value.trim())
    for (const claim of claimsOf(value)) {
      if (isAddress || !/^(?:link|email):/.test(claim.keys[0] ?? '')) stand(footing, claim)
    }
    if (/^\d+(?:\.\d+)?$/u.test(value)) footing.add(`any:${Number(value)}`)
  }
  if (typeof value !== 'object' || value === null) return
  const { amount, currency } = value as { amount?: unknown; currency?: unknown }
  if (typeof amount === 'number' && typeof currency === 'string') {
    // Sums are in the smallest coin.
    footing.add(`${currency.toUpperCase()}:${currency.toUpperCase() === 'JPY' ? amount : amount / 100}`)
    return
  }
  for (const part of Object.values(value)) standOnResult(footing, part, depth + 1)
}

function codeOf({ keys: [key = ''] }: Claim): Ungrounded['code'] {
  switch (key.slice(0, key.indexOf(':'))) {
    case 'link':
      return 'link'
    case 'email':
      return 'email'
    case 'digits':
      return 'phone'
    case 'code':
    case 'masked':
      return 'code'
    case 'date':
    case 'clock':
    case 'month-of-year':
    case 'day-of-month':
      return 'date'
    default:
      return 'number'
  }
}
