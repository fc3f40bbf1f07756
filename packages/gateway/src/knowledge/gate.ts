import type { ModelReport } from '@baton/protocol'

/** What a model must reach on what it was not trained on, at the bar of 0.8, to be published by itself. */
const GATE = { precision: 0.9, coverage: 0.7 } as const

/** Whether a model may answer without anybody's word for it. */
export const passesGate = ({ atBar }: Pick<ModelReport, 'atBar'>): boolean =>
  atBar.precision >= GATE.precision && atBar.coverage >= GATE.coverage
