import type { CallClientFrame } from '@baton/protocol/wire'
import type { PlayerReport } from '../playback/player-orders.ts'
import { type Quality, qualityOf } from '../transport/quality.ts'
import type { LineState } from '../transport/transport.ts'

type Stats = Extract<CallClientFrame, { type: 'stats' }>

const EVERY_MS = 5000

/** Sums up how the line does: a word for the person, and numbers for the gateway every few seconds. */
export class LineReport {
  #since: number | null = null
  #concealedBefore = 0
  #share = 0

  hear({ tracks }: PlayerReport, line: LineState | null, nowMs: number): { stats: Stats | null; quality: Quality } {
    const all = Object.values(tracks)
    const concealedMs = all.reduce((sum, track) => sum + track.concealedMs, 0)
    const targetMs = Math.max(0, ...all.map((track) => track.targetMs))
    const bufferMs = Math.max(0, ...all.map((track) => track.bufferMs))
    const { rttMs = null, waitingMs = 0 } = line ?? {}
    this.#since ??= nowMs
    const isDue = nowMs - this.#since >= EVERY_MS
    if (isDue) {
      this.#share = Math.min(1, (concealedMs - this.#concealedBefore) / (nowMs - this.#since))
      this.#concealedBefore = concealedMs
      this.#since = nowMs
    }
    const concealed = this.#share
    return {
      stats: isDue ? { type: 'stats', bufferMs, targetMs, concealed, rttMs: rttMs ?? 0 } : null,
      quality: qualityOf({ rttMs, waitingMs, targetMs, concealed }),
    }
  }
}
