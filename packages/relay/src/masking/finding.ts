import type { Projection } from './projection.ts'

/**
 * What may be kept of an original. `seal`: encrypted, for those who may open it. `memory`: for the running turn's action
 * only, never written, not even encrypted (one-time codes). `drop`: nothing at all, it leaves the house with nobody (card
 * verification values, PINs, track data: PCI DSS 3.3.1).
 */
export type Keep = 'seal' | 'memory' | 'drop'

/** One piece of sensitive data in a text, in UTF-16 units of that text. */
export interface Finding {
  kind: string
  start: number
  end: number
  /** What stands there instead. */
  placeholder: string
  keep: Keep
}

/** What the caller knows and the text does not say. */
export interface Hints {
  /** A one-time code, or the last four of an ID, has been asked for: bare digits are one. */
  asking?: 'code' | 'id_last_four'
  /** Where the workspace is at home (ISO 3166, `DE`), besides the regions of the three languages: how phones are written there. */
  region?: string
  /** It was said aloud: commas and full stops between digits are pauses. */
  spoken?: boolean
}

/** Finds one kind of sensitive data. `find` must take linear time, whatever it is given. */
export type Detector = (text: Projection, hints: Hints) => Finding[]

/** The more careful of two ways to keep. */
export const strictest = (one: Keep, other: Keep): Keep =>
  KEEPS[Math.max(KEEPS.indexOf(one), KEEPS.indexOf(other))] ?? 'drop'

const KEEPS: readonly Keep[] = ['seal', 'memory', 'drop']
