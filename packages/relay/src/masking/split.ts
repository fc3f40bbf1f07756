import { account, bankCard, begun } from './account.ts'
import { card } from './card.ts'
import { checkedChineseId } from './chinese-id.ts'
import { identity, insurance, passport, record } from './documents.ts'
import type { Detector, Finding } from './finding.ts'
import { iban } from './iban.ts'
import { oneTimeCode } from './one-time-code.ts'
import { type Found, hidden, joined, type NumberPiece, numbersIn, numbersOf, type Piece, within } from './pieces.ts'
import { mayHoldPart } from './prefilter.ts'
import { project } from './projection.ts'
import { spare } from './redacted.ts'
import { pin } from './secret.ts'
import { isSuspiciousPair } from './suspicion.ts'
import { valueAlone, verificationValue } from './verification-value.ts'
import { recent, type Said } from './window.ts'

/** What a new message shows to be part of something sensitive: in itself, and in messages before it. */
export interface Split {
  next: Finding[]
  earlier: { seq: number; findings: Finding[] }[]
}

const NOTHING: Split = { next: [], earlier: [] }

/** Numbers with a check of their own. Without one, two halves of nothing would be put together: phones are not looked for. */
const CHECKED: readonly Detector[] = [checkedChineseId, card]

/** The least digits of those. */
const LEAST_CHECKED = 13

/** What is known by the word beside it, which may stand in the message before or after. */
const ANNOUNCED: readonly Detector[] = [
  verificationValue,
  oneTimeCode,
  pin,
  bankCard,
  passport,
  insurance,
  record,
  identity,
  account,
]
/** So much of two messages is read as one. */
const TAIL_CHARS = 120
const HEAD_CHARS = 400

/**
 * Finds what one message alone does not show: numbers spread over several messages of one sender ("4111 1111", "1111 1111"),
 * values that were announced in the message before ("my CVV is", "123"), and a card's verification value sent after it.
 * `next` is masked already, as are the texts of the window, and so are the ranges: apply them with `cover`.
 *
 * @param window what {@link slide} made of the messages before.
 */
export function findSplit(window: readonly Said[], next: Omit<Said, 'seq'>, exempt: readonly RegExp[] = []): Split {
  const before = recent(window, next.at)
  const last = before.at(-1)
  if (!last || !(mayHoldPart(next.text + last.text) || NUMBER_MASKED.test(next.text))) return NOTHING
  return sorted([
    ...spread(before, next, exempt),
    ...besideWord(last, next, exempt),
    ...behindCard(before, next),
    ...begunBefore(before, next.text, exempt),
  ])
}

/** Who sends a number in three pieces or more sends little else: more than this between two of them is talk with numbers in it. */
const MOST_BETWEEN = 40

/**
 * The last digits of each message before are put before the first of the new one, and must pass as one number. A message
 * with several numbers ends the search.
 */
function spread(before: readonly Said[], next: Omit<Said, 'seq'>, exempt: readonly RegExp[]): Found[] {
  const [head] = numbersIn(next.text, null, next.spoken)
  if (!head) return []
  const found: Found[] = []
  let pieces: NumberPiece[] = [head]
  let { digits } = head
  let between = 0
  for (const said of before.toReversed()) {
    const numbers = numbersOf(said)
    const tail = numbers.at(-1)
    if (!tail) continue
    between = Math.max(between, said.text.length - tail.from - tail.text.length + (pieces[0]?.from ?? 0))
    pieces = [tail, ...pieces]
    if (pieces.length > 2 && between > MOST_BETWEEN) break
    digits += tail.digits
    if (digits >= LEAST_CHECKED) found.push(...across(pieces, exempt))
    if (numbers.length > 1) break
  }
  return found
}

/** The last message and the new one, read as one text. */
function besideWord({ seq, text }: Said, next: Omit<Said, 'seq'>, exempt: readonly RegExp[]): Found[] {
  const tail = text.slice(-TAIL_CHARS)
  const read = joined(
    [
      { seq, text: hidden(tail), from: text.length - tail.length },
      { seq: null, text: hidden(next.text.slice(0, HEAD_CHARS)), from: 0 },
    ],
    next.spoken,
  )
  if (!isSuspiciousPair(read.projection)) return []
  return [
    ...within(read, ANNOUNCED, exempt, (touched) => touched.length === 1),
    ...within(read, [iban], exempt, (touched) => touched.length === 2),
  ]
}

/** Right after a card number, three digits and nothing else are its verification value. */
function behindCard(before: readonly Said[], next: Omit<Said, 'seq'>): Found[] {
  if (!before.some(({ text }) => text.includes('[card ••••'))) return []
  return valueAlone(project(hidden(next.text), next.spoken)).map((finding) => ({ seq: null, finding }))
}

const NUMBER_MASKED = /\[(?:card|account) ••••/
const NOTHING_MORE = /^[\s\p{P}]*$/u
/** People tell the last four digits of a card, and those are no beginning. */
const LAST_DIGITS = 4

/**
 * "Card number 41111", then "card number 1111 1111 111": the rest was known by its length and its word, what came before it
 * was too short. A message that ends with such a beginning is masked when a number follows that is.
 */
function begunBefore(before: readonly Said[], next: string, exempt: readonly RegExp[]): Found[] {
  if (!NUMBER_MASKED.test(next)) return []
  const found = before.flatMap(({ seq, text }) => {
    const projection = project(hidden(text))
    return spare(begun(projection, {}), projection, exempt).flatMap((finding) =>
      NOTHING_MORE.test(text.slice(finding.end))
        ? [{ seq, finding, digits: text.slice(finding.start, finding.end).replaceAll(/[\s\p{P}]/gu, '').length }]
        : [],
    )
  })
  return found.reduce((sum, { digits }) => sum + digits, 0) > LAST_DIGITS ? found : []
}

/**
 * Numbers that reach from the first piece into the last. The pieces are masked whole: what is left of one might be the rest
 * of a longer number, whose first part happened to pass.
 */
const across = (pieces: readonly Piece[], exempt: readonly RegExp[]): Found[] =>
  within(
    joined(
      pieces,
      pieces.some(({ spoken }) => spoken === true),
    ),
    CHECKED,
    exempt,
    (touched) => touched.length === pieces.length,
  ).map((found) => {
    const piece = pieces.find(({ seq }) => seq === found.seq)
    return piece
      ? { ...found, finding: { ...found.finding, start: piece.from, end: piece.from + piece.text.length } }
      : found
  })

function sorted(found: readonly Found[]): Split {
  if (found.length === 0) return NOTHING
  const of = (seq: number | null) => found.filter((each) => each.seq === seq).map(({ finding }) => finding)
  const seqs = [...new Set(found.map(({ seq }) => seq))].filter((seq) => seq !== null).sort((a, b) => a - b)
  return { next: of(null), earlier: seqs.map((seq) => ({ seq, findings: of(seq) })) }
}
