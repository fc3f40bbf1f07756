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

/** As slow as a line is whose queue is filling up, and no line that is merely long. */
const NARROW = { rttMs: 400, waitingMs: 100 }

/** Whether sound had better be smaller: PCM is ten times as large as Opus, which somebody has to decode. */
export function isNarrow(line: LineState | null): boolean {
  if (isSaving()) return true
  return line !== null && ((line.rttMs ?? 0) >= NARROW.rttMs || line.waitingMs >= NARROW.waitingMs)
}

/** The person has told their browser that bytes are dear. */
const isSaving = (): boolean => (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true
