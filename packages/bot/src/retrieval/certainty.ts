import type { Found, Near } from './nearest.ts'
import type { Withheld } from './validity.ts'

/** From this certainty on, an article answers the message unasked. */
const SURE = 0.55
/**
 * From this certainty on, it answers even where an intent is sure of another article: of 41 questions held out where the two
 * disagreed so, the nearer article was the right one 40 times.
 */
export const CLEAR = 0.75
/** Whatever else there is, an article so far away answers nothing. */
const FLOOR = 0.25
/** In a small pack there may be no rival to speak of; one of this score is reckoned with, as large packs have them. */
const USUAL = 0.12
/** From this score on, an article may be offered as one of several. */
export const WEAK = 0.2

/**
 * How likely the nearest article is the one meant, 0..1: a logistic curve over its score and its lead over the next one,
 * as a share of the score. Fitted to what articles score when each of their questions is taken away and asked, and to
 * what is nearest when the article itself is taken away (the hardest of near misses), in both languages.
 */
export function certainty(first: Pick<Near, 'score'>, second: Pick<Near, 'score'> | undefined): number {
  if (first.score === 1) return 1
  const lead = (first.score - Math.max(USUAL, second?.score ?? 0)) / first.score
  return 1 / (1 + Math.exp(3.54 - 7.96 * first.score - 3.61 * lead))
}

/**
 * The article that answers by itself; null when none is near enough, or two are about as near. What may not be shown is a
 * rival, too: of a sale that is over, the next best article knows nothing. `sure`: from which certainty on.
 */
export function strongest(
  { near: [first, second], withheld }: Pick<Found, 'near' | 'withheld'>,
  sure: number = SURE,
): Near | null {
  const rival = withheld && withheld.score > (second?.score ?? 0) ? withheld : second
  return first && first.score >= FLOOR && certainty(first, rival) >= sure ? first : null
}

/** Why no article answers. Codes of `Reason`s, for people who look into it. */
export type Lack = 'nothing' | 'weak' | 'close' | Withheld

/** What stood in the way when `strongest` is null. */
export function lackOf({ near: [first], withheld }: Pick<Found, 'near' | 'withheld'>): Lack {
  if (withheld && withheld.score >= FLOOR) return withheld.by
  if (!first) return 'nothing'
  return first.score < FLOOR ? 'weak' : 'close'
}
