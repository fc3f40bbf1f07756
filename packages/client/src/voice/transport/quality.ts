import type { LineState } from './transport.ts'

export type Quality = 'good' | 'fair' | 'poor'

export interface Measured extends Pick<LineState, 'rttMs' | 'waitingMs'> {
  /** How long frames are waited for. */
  targetMs: number
  /** Share of what was heard lately that was made up. */
  concealed: number
}

/** How a call sounds, in one word. `poor`: people talk past each other, or words are missing. */
export function qualityOf({ rttMs, waitingMs, targetMs, concealed }: Measured): Quality {
  const delayMs = (rttMs ?? 0) / 2 + targetMs + waitingMs
  if (delayMs > 400 || concealed > 0.08) return 'poor'
  return delayMs > 200 || concealed > 0.02 ? 'fair' : 'good'
}
