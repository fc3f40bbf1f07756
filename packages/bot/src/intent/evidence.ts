import type { Coverage } from './word-use.ts'

/** What speaks for and against one class for one message. */
export interface Evidence extends Coverage {
  /** Score of the class. */
  score: number
  /** Its lead over the best other. */
  margin: number
  /** Cosine 0..1 to the nearest phrasing of the class. */
  cosine: number
  /** Its lead over the nearest phrasing of any other. */
  cosineLead: number
  /** Log of its tokens. */
  length: number
}

/**
 * What each kind of evidence is worth before anything is learnt, and how far it usually varies. By hand: enough for a
 * shop of three phrasings an intent.
 */
const KINDS: readonly { of: keyof Evidence; worth: number; spread: number }[] = [
  { of: 'score', worth: 2.2, spread: 0.5 },
  { of: 'margin', worth: 1.6, spread: 0.6 },
  { of: 'cosine', worth: 5, spread: 0.2 },
  { of: 'cosineLead', worth: 0.5, spread: 0.2 },
  { of: 'unknown', worth: -4, spread: 0.3 },
  { of: 'foreign', worth: -2.5, spread: 0.25 },
  { of: 'likelihood', worth: 0.5, spread: 0.3 },
  { of: 'covered', worth: 0, spread: 0.25 },
  { of: 'covering', worth: 0, spread: 0.25 },
  { of: 'common', worth: 1, spread: 0.25 },
  { of: 'length', worth: 0, spread: 0.5 },
]

/** Evidence as features, in the order of `WORTH`. */
export const weigh = (evidence: Evidence): number[] => KINDS.map(({ of }) => evidence[of])

export const WORTH: readonly number[] = KINDS.map(({ worth }) => worth)
export const SPREAD: readonly number[] = KINDS.map(({ spread }) => spread)

const COVERED = KINDS.findIndex(({ of }) => of === 'covered')

/** Whether a message shares no word with any phrasing of the class: endings and question marks alone mean nothing. */
export const sharesNothing = (features: readonly number[]): boolean => features[COVERED] === 0
