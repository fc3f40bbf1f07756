import type { Calibration } from './confidence.ts'
import type { Separators } from './separators.ts'

/**
 * What training leaves behind: everything about intents that a message does not change. It knows intents by their ids
 * and holds no phrasing, so it answers only for a pack with the same `trainingKey`.
 */
export interface Model {
  /** Ids of the intents, in the pack's order: class k is `intents[k]`. */
  intents: string[]
  vocabulary: Vocabulary
  separators: Separators
  calibration: Calibration
  /** What the calibration was learnt from, kept so that labels of agents can be weighed with it later. */
  evidence: EvidenceRow[]
  report: Report
}

/** Terms in the order of their ids, and how rare each is. */
export interface Vocabulary {
  terms: string[]
  idf: Float32Array
  /** Weight of a term that is not among them. */
  unseen: number
}

/** One message nobody trained on, as the model saw it. */
export interface EvidenceRow {
  /** Index of what it means; -1 for none of the intents. */
  truth: number
  /** Index of the best guess. */
  guess: number
  /** See `weigh`. */
  features: number[]
  /** Where it is from: a phrasing held out, a phrasing of an intent held out whole, or an agent's label. */
  from: 'phrasing' | 'stranger' | 'label'
}

/** How well the model does on what it was not trained on. Shares are 0..1. */
export interface Report {
  /** Phrasings that were looked at while held out, and labels of agents among all that was looked at. */
  phrasings: number
  labels: number
  /** Share of held-out phrasings whose best guess is right, however sure. */
  accuracy: number
  /** At the bar of 0.8: share of held-out phrasings that are served, and share of the served that is right. */
  atBar: { coverage: number; precision: number }
  /** Share of what no intent means that is refused at the bar. */
  refused: number
  /** Intents taken for others most often, worst first. */
  confused: { intent: string; takenFor: string; times: number }[]
  /** What a confidence was worth, weighed as in calibration: ten equal bins, from low to high. Shares are 0 of nothing. */
  reliability: { from: number; to: number; count: number; confidence: number; precision: number }[]
}
