import type { Detector, Finding } from './finding.ts'
import { issuedLengths } from './issuers.ts'
import { luhn } from './luhn.ts'
import { type Projection, span } from './projection.ts'
import { endsAt, isOneNumber, type Run, runsOf } from './runs.ts'

const SHORTEST = 13

/** A stretch of digits that is a card, or several readings of one, with the last four of its best reading. */
interface Card {
  from: number
  to: number
  lastFour: string
}

/** Payment cards (ISO/IEC 7812): an issuer's first digits, its length, and Luhn. The last four stay, as PCI DSS 3.4.1 allows. */
export const card: Detector = (text) => {
  const before = known.get(text)
  if (before) return before
  const runs = runsOf(text, SHORTEST)
  // All runs are of the same digits.
  const passes = luhn(runs[0]?.values ?? new Uint8Array())
  const cards = runs.flatMap((run) => cardsIn(run, passes).map((it) => findingOf(text, run, it)))
  known.set(text, cards)
  return cards
}

/** What stands behind a card is looked at as well, and asks for the cards again. */
const known = new WeakMap<Projection, Finding[]>()

const findingOf = (text: Projection, { at }: Run, { from, to, lastFour }: Card): Finding => ({
  kind: 'card',
  ...span(text, at[from] ?? 0, (at[to - 1] ?? 0) + 1),
  placeholder: `[card •••• ${lastFour}]`,
  keep: 'seal',
})

/**
 * Cards in a run of digits. A number may begin and end where a group does, since another may stand beside it. Of readings
 * that overlap all is masked, and the last four are those of the first in its usual length: of a number with its
 * verification value behind it, which may read as a longer one, the value must not stay.
 */
function cardsIn(run: Run, passes: ReturnType<typeof luhn>): Card[] {
  const { digits, values, begins, end } = run
  const cards: (Card & { isUsual: boolean })[] = []
  for (let from = run.first; from + SHORTEST <= end; from++) {
    if (!begins[from]) continue
    const lengths = issuedLengths(values, from)
    for (let preference = 0; preference < lengths.length; preference++) {
      const to = from + (lengths[preference] ?? 0)
      if (to > end || !endsAt(run, to) || !passes(from, to) || !isOneNumber(run, from, to)) continue
      const isUsual = preference === 0
      const last = cards.at(-1)
      if (!last || last.to <= from) {
        cards.push({ from, to, lastFour: digits.slice(to - 4, to), isUsual })
        continue
      }
      last.to = Math.max(last.to, to)
      if (isUsual && !last.isUsual) Object.assign(last, { lastFour: digits.slice(to - 4, to), isUsual })
    }
  }
  return cards
}
