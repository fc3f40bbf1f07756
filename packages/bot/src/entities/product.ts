import type { Entity, Product } from '@baton/protocol'
import { type Message, normalise } from '../normalise.ts'
import { isOneSlip } from '../typos.ts'

export const PRODUCT = 'product'

export type ProductFinder = (message: Message) => Entity[]

/** Shorter names are found as written or not at all: one slip makes another word of them. */
const SHORTEST_WITH_SLIP = { han: 4, latin: 6 }
/** Slips are looked for in what may be a name beside a few words, not in letters. */
const LONGEST_WITH_SLIP = 160
/** As many names that share the most pairs of characters are compared. */
const MOST_CANDIDATES = 8

interface Name {
  /** Folded. */
  name: string
  id: string
}

/**
 * Finds goods of the catalogue by the names customers use for them, the longest first; with one slip where nothing is found
 * as written. Building is linear in the names; finding is linear in the message times the number of different lengths.
 */
export function buildProductFinder(products: readonly Product[]): ProductFinder {
  const names = new Map<string, string>()
  for (const { id, names: written } of products)
    for (const name of Object.values(written).flat()) names.set(normalise(name).folded, id)
  names.delete('')
  const lengths = [...new Set([...names.keys()].map((name) => name.length))].sort((left, right) => right - left)
  const heads = new Set([...names.keys()].map((name) => name.slice(0, 2)))
  const byPair = indexByPair([...names].map(([name, id]) => ({ name, id })))

  return ({ text, folded }) => {
    const found: Entity[] = []
    for (let at = 0; at < folded.length; at += 1) {
      if (!heads.has(folded.slice(at, at + 2)) || isInsideWord(folded, at)) continue
      const length = lengths.find((each) => names.has(folded.slice(at, at + each)) && !isInsideWord(folded, at + each))
      if (length === undefined) continue
      const id = names.get(folded.slice(at, at + length)) ?? ''
      found.push({ type: PRODUCT, value: id, text: text.slice(at, at + length) })
      at += length - 1
    }
    if (found.length > 0 || folded.length > LONGEST_WITH_SLIP) return found
    return withSlip(folded, text, byPair)
  }
}

/** Whether a place is inside a Latin word or a number. Chinese has no borders. */
const isInsideWord = (text: string, at: number): boolean =>
  /[\p{Script=Latin}\p{N}]/u.test(text.charAt(at - 1)) && /[\p{Script=Latin}\p{N}]/u.test(text.charAt(at))

const pairsOf = (text: string): string[] => Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2))

function indexByPair(names: readonly Name[]): ReadonlyMap<string, Name[]> {
  const index = new Map<string, Name[]>()
  for (const each of names) {
    const shortest = /\p{Script=Han}/u.test(each.name) ? SHORTEST_WITH_SLIP.han : SHORTEST_WITH_SLIP.latin
    if (each.name.length < shortest) continue
    for (const pair of new Set(pairsOf(each.name))) {
      const list = index.get(pair)
      if (list) list.push(each)
      else index.set(pair, [each])
    }
  }
  return index
}

function withSlip(folded: string, text: string, byPair: ReadonlyMap<string, Name[]>): Entity[] {
  const shared = new Map<Name, number>()
  for (const pair of new Set(pairsOf(folded)))
    for (const name of byPair.get(pair) ?? []) shared.set(name, (shared.get(name) ?? 0) + 1)
  // A slip spoils two pairs, or three where two letters changed places.
  const candidates = [...shared]
    .filter(([{ name }, pairs]) => pairs >= name.length - 4 && pairs > 0)
    .sort(([left, a], [right, b]) => b - a || right.name.length - left.name.length)
    .slice(0, MOST_CANDIDATES)
  for (const [{ name, id }] of candidates) {
    for (const length of [name.length, name.length + 1, name.length - 1]) {
      for (let at = 0; at + length <= folded.length; at += 1) {
        if (isInsideWord(folded, at) || isInsideWord(folded, at + length)) continue
        const piece = folded.slice(at, at + length)
        if (piece.trim() === piece && isOneSlip(piece, name))
          return [{ type: PRODUCT, value: id, text: text.slice(at, at + length) }]
      }
    }
  }
  return []
}
