import { below, type Node } from './pattern-tree.ts'

/** Fewer rounds than these are tried in every way within a moment. */
const FEW_ROUNDS = 8
/** Whoever writes more than this into a repeat is refused unlooked-at. */
const MOST_PLACES = 400

/**
 * Whether a pattern repeats something that can match the same text in two ways, such as `(aa?)+` or `(a|aa){20}`: each round
 * doubles them. Looked for as an ambiguity of the repeat's automaton (V. Glushkov 1961; R. Book et al. 1971).
 */
export function repeatsAmbiguously(tree: Node, source: string, flags: string): boolean {
  const overlaps = overlapFinder(source, flags)
  const look = (node: Node, rounds: number): boolean => {
    if (node.is !== 'repeat') return below(node).some((part) => look(part, rounds))
    const all = rounds * node.most
    if (node.of.is !== 'place' && all > FEW_ROUNDS && isAmbiguous(node.of, overlaps)) return true
    // Of rounds that have to be, any may be the empty ones: `(a?){20}`.
    if (canBeEmpty(node.of) && node.least > 1 && rounds * node.least > FEW_ROUNDS) return true
    return look(node.of, all)
  }
  return look(tree, 1)
}

function canBeEmpty(node: Node): boolean {
  switch (node.is) {
    case 'place':
      return false
    case 'look':
      return true
    case 'sequence':
      return node.parts.every(canBeEmpty)
    case 'choice':
      return node.parts.some(canBeEmpty)
    case 'repeat':
      return node.least === 0 || canBeEmpty(node.of)
  }
}

type Overlaps = (left: string, right: string) => boolean

/** Letters of every kind; the signs of the pattern itself, where its sets begin and end, are added. */
const SAMPLE = '\t\n éßΩя中文，。１あ한😀'

function overlapFinder(source: string, flags: string): Overlaps {
  const ascii = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at))
  const written = [...source.matchAll(/\\(?:u\{([0-9a-f]+)\}|u([0-9a-f]{4})|x([0-9a-f]{2}))/giu)].map(([, ...codes]) =>
    String.fromCodePoint(Number.parseInt(codes.find(Boolean) ?? '20', 16)),
  )
  const sample = [...new Set([...ascii, ...SAMPLE, ...source, ...written])]
  const taken = new Map<string, Set<string>>()
  const takenBy = (place: string): Set<string> => {
    const known = taken.get(place)
    if (known) return known
    const one = new RegExp(`^(?:${place})$`, flags)
    const found = new Set(sample.filter((each) => one.test(each)))
    taken.set(place, found)
    return found
  }
  return (left, right) => left === right || [...takenBy(left)].some((each) => takenBy(right).has(each))
}

/** Places by their numbers: where it may begin, where it may end, and whether it may be passed over. */
interface Part {
  first: number[]
  last: number[]
  empty: boolean
}

function isAmbiguous(body: Node, overlaps: Overlaps): boolean {
  const places: string[] = []
  const next: Set<number>[] = []
  let twice = false
  const join = (from: readonly number[], to: readonly number[]): void => {
    for (const left of from)
      for (const right of to) {
        // Two ways to the same place, within a round and into the next: `(a?b?)+`.
        if (next[left]?.has(right)) twice = true
        next[left]?.add(right)
      }
  }
  const after = (left: Part, right: Part): Part => {
    join(left.last, right.first)
    return {
      first: left.empty ? [...left.first, ...right.first] : left.first,
      last: right.empty ? [...left.last, ...right.last] : right.last,
      empty: left.empty && right.empty,
    }
  }
  const build = (node: Node): Part => {
    const nothing: Part = { first: [], last: [], empty: true }
    if (places.length > MOST_PLACES) return nothing
    switch (node.is) {
      case 'look':
        return nothing
      case 'place': {
        const at = places.push(node.source) - 1
        next.push(new Set())
        return { first: [at], last: [at], empty: false }
      }
      case 'sequence':
        return node.parts.reduce((left, part) => after(left, build(part)), nothing)
      case 'choice': {
        const parts = node.parts.map(build)
        return {
          first: parts.flatMap(({ first }) => first),
          last: parts.flatMap(({ last }) => last),
          empty: parts.some(({ empty }) => empty),
        }
      }
      case 'repeat': {
        const { of, least, most } = node
        // Two of many rounds show how they follow one another.
        const rest = Math.min(2, most - least)
        let end: Part | null = null
        for (let round = 0; round < rest; round += 1) {
          const one = build(of)
          if (most === Number.POSITIVE_INFINITY) join(one.last, one.first)
          end = { ...(end ? after(one, end) : one), empty: true }
          if (most === Number.POSITIVE_INFINITY) break
        }
        let whole = nothing
        for (let round = 0; round < Math.min(2, least); round += 1) whole = after(whole, build(of))
        return end ? after(whole, end) : whole
      }
    }
  }
  const round = build(body)
  join(round.last, round.first)
  return (
    twice ||
    places.length > MOST_PLACES ||
    meetAgain(round.first, next, (left, right) => overlaps(places[left] ?? '', places[right] ?? ''))
  )
}

/** Whether two ways that part come together again over the same text. */
function meetAgain(
  first: readonly number[],
  next: readonly ReadonlySet<number>[],
  overlaps: (left: number, right: number) => boolean,
): boolean {
  const seen = new Set<number>()
  const open: [number, number][] = []
  /** True when they meet. */
  const go = (lefts: Iterable<number>, rights: Iterable<number>, apart: boolean): boolean => {
    for (const left of lefts)
      for (const right of rights) {
        if (left === right && apart) return true
        const pair = left * next.length + right
        if (left === right || seen.has(pair) || !overlaps(left, right)) continue
        seen.add(pair)
        open.push([left, right])
      }
    return false
  }
  go(first, first, false)
  for (const each of next) go(each, each, false)
  for (let pair = open.pop(); pair; pair = open.pop()) {
    const [left, right] = pair
    if (go(next[left] ?? [], next[right] ?? [], true)) return true
  }
  return false
}
