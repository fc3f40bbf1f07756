import { cover, type Finding, type Redacted } from '../masking/index.ts'

/** What goes out of one event: its words as they are stored, and the stretches of them that go. */
export interface Removal {
  seq: number
  was: Redacted
  findings: readonly Finding[]
}

/** Stands where a value was that quoted what is gone. */
export const GONE = '[••••]'
/** Fewer characters than these may be anybody's: they go where the whole is quoted, not wherever they stand. */
const TELLING = 4
const TELLING_WORD = 2
/** A longer stretch is looked for as it was written only. */
const LOOSE_CHARS = 64

/** Finds again what was removed, wherever and however it was copied to. */
export interface Quotes {
  /** A text without it. */
  words(text: string): Redacted
  /** Where it stands in a text. */
  in(text: string): Finding[]
  /** Whether a value, such as an entity or a slot, was taken from it or holds it. */
  tells(value: string): boolean
}

/** Letters and digits alone, in one width and case: what is left of a number when it was tidied up. */
const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')

export function quotesOf(removals: readonly Removal[]): Quotes {
  const cuts = removals.flatMap(({ was, findings }) =>
    findings.map((finding) => {
      const text = was.slice(finding.start, finding.end)
      return { finding, text, bare: bare(text) }
    }),
  )
  const loose = cuts.flatMap(({ finding, bare: chars }) =>
    chars.length >= TELLING && chars.length <= LOOSE_CHARS
      ? [{ finding, pattern: new RegExp([...chars].map(escaped).join('[\\s\\p{P}]*'), 'giu') }]
      : [],
  )
  const find = (text: string): Finding[] => [
    ...removals.flatMap(({ was, findings }) =>
      wholes(text, was).flatMap((at) =>
        findings.map((finding) => ({ ...finding, start: at + finding.start, end: at + finding.end })),
      ),
    ),
    ...cuts.flatMap(({ finding, text: cut, bare: chars }) =>
      chars.length < TELLING
        ? []
        : occurrences(text, cut).map((at) => ({ ...finding, start: at, end: at + cut.length })),
    ),
    ...loose.flatMap(({ finding, pattern }) =>
      [...text.matchAll(pattern)].map((match) => ({
        ...finding,
        start: match.index,
        end: match.index + match[0].length,
      })),
    ),
  ]
  return {
    in: find,
    words: (text) => {
      const found = find(text)
      return found.length === 0 ? (text as Redacted) : cover(text as Redacted, [], found).text
    },
    tells: (value) => {
      const chars = bare(value)
      const least = /^\p{N}*$/u.test(chars) ? TELLING : TELLING_WORD
      return cuts.some(
        (cut) =>
          (chars.length >= least && cut.bare.includes(chars)) ||
          (cut.bare.length >= TELLING && chars.includes(cut.bare)),
      )
    },
  }
}

const escaped = (char: string): string => char.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&')

function occurrences(text: string, part: string): number[] {
  const found: number[] = []
  if (part === '') return found
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) found.push(at)
  return found
}

/** A message as it was, alone or as a line of its own: as the bot is given several at once. */
const wholes = (text: string, was: string): number[] =>
  occurrences(text, was).filter((at) => isEdge(text[at - 1]) && isEdge(text[at + was.length]))

const isEdge = (char: string | undefined): boolean => char === undefined || char === '\n'
