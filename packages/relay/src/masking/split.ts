import { card } from './card.ts'
import { checkedChineseId } from './chinese-id.ts'
import type { Detector, Finding } from './finding.ts'
import { mayHoldPart } from './prefilter.ts'
import { project, span } from './projection.ts'
import { spare } from './redacted.ts'
import { runsOf } from './runs.ts'
import { recent, type Said } from './window.ts'

/** What a new message shows to be part of something sensitive: in itself, and in messages before it. */
export interface Split {
  next: Finding[]
  earlier: { seq: number; findings: Finding[] }[]
}

/** A stretch of one message, `null` for the new one. */
interface Piece {
  seq: number | null
  text: string
  /** Where it stands in its message. */
  from: number
}

const NOTHING: Split = { next: [], earlier: [] }

/** Numbers with a check of their own. Without one, two halves of nothing would be put together: phones are not looked for. */
const CHECKED: readonly Detector[] = [checkedChineseId, card]

/**
 * Finds numbers that were spread over several messages of one sender: "4111 1111", "1111 1111". The last digits of each
 * message before are put before the first of the new one, and must pass as one number; digits in between that are not part
 * of it, or a message with several numbers, end the search. `next` is masked already, as are the texts of the window, and
 * so are the ranges: apply them with `cover`.
 *
 * @param window what {@link slide} made of the messages before.
 */
export function findSplit(window: readonly Said[], next: Omit<Said, 'seq'>, exempt: readonly RegExp[] = []): Split {
  if (window.length === 0 || !mayHoldPart(next.text)) return NOTHING
  const [head] = numbersIn(next.text, null)
  if (!head) return NOTHING
  const found: { seq: number | null; finding: Finding }[] = []
  let pieces: Piece[] = [head]
  for (const { seq, text } of recent(window, next.at).reverse()) {
    const numbers = numbersIn(text, seq)
    const tail = numbers.at(-1)
    if (!tail) continue
    pieces = [tail, ...pieces]
    found.push(...across(pieces, exempt))
    if (numbers.length > 1) break
  }
  return sorted(found)
}

/** Placeholders of what is masked hold digits, which are nobody's number. */
const PLACEHOLDER = /\[[^\]\n]{0,60}••••[^\]\n]{0,260}\]/g

/** The stretches of digits in a text. The first of a message may go on with a letter, as identity numbers end with X. */
function numbersIn(text: string, seq: number | null): Piece[] {
  const open = text.replaceAll(PLACEHOLDER, (placeholder) => '\n'.repeat(placeholder.length))
  const projection = project(open)
  return runsOf(projection, 1).map(({ at }) => {
    const last = (at.at(-1) ?? 0) + 1
    const isX = /^[ -]?[x×✕叉](?![a-z\d])/.exec(projection.text.slice(last, last + 3))
    const { start, end } = span(projection, at[0] ?? 0, last + (isX?.[0].length ?? 0))
    return { seq, text: text.slice(start, end), from: start }
  })
}

/** Findings over all of the pieces, cut to each. */
function across(pieces: readonly Piece[], exempt: readonly RegExp[]): { seq: number | null; finding: Finding }[] {
  const projection = project(pieces.map(({ text }) => text).join('\n'))
  const found = CHECKED.flatMap((detector) => detector(projection, {}))
  const ends = pieces.map(
    ({ text }, index) => pieces.slice(0, index).reduce((sum, each) => sum + each.text.length + 1, 0) + text.length,
  )
  const isAcross = ({ start, end }: Finding) => start < (ends[0] ?? 0) && end > (ends.at(-2) ?? 0) + 1
  return spare(found, projection, exempt)
    .filter(isAcross)
    .flatMap((finding) =>
      pieces.map(({ seq, text, from }, index) => {
        const offset = (ends[index] ?? 0) - text.length
        const start = from + Math.max(0, finding.start - offset)
        const end = from + Math.min(text.length, finding.end - offset)
        // What may be seen of a number is shown once, where it ends.
        const placeholder =
          seq === null
            ? finding.placeholder
            : finding.placeholder.replace(/••••.*\]/, '••••]').replace(/\S••••/, '••••')
        return { seq, finding: { ...finding, start, end, placeholder } }
      }),
    )
}

function sorted(found: readonly { seq: number | null; finding: Finding }[]): Split {
  if (found.length === 0) return NOTHING
  const of = (seq: number | null) => found.filter((each) => each.seq === seq).map(({ finding }) => finding)
  const seqs = [...new Set(found.map(({ seq }) => seq))].filter((seq) => seq !== null).sort((a, b) => a - b)
  return { next: of(null), earlier: seqs.map((seq) => ({ seq, findings: of(seq) })) }
}
