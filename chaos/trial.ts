import type { Lessons } from '@baton/bench/lessons'
import type { Row } from '@baton/bench/row'
import type { Verdict } from '@baton/bench/verdict'

/** What a suite is given. */
export interface Trial {
  /** Its own, empty; removed afterwards. */
  folder: string
  /** Whatever a suite decides by chance it decides by this. */
  seed: number
  /** In minutes rather than in an hour: for every change, where the long form is for every release. */
  isShort: boolean
  /** For the houses of all suites. */
  lessons: Lessons
}

/** What a suite has found. */
export interface Finding {
  rows: Row[]
  /** Of the logs it has held against what their writers saw. */
  verdict?: Verdict
  /** How often it has killed the gateway under load. */
  killed?: number
}

export type Suite = (trial: Trial) => Promise<Finding>
