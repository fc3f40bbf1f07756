import { JitterBuffer } from '../voice/playback/jitter-buffer.ts'

const FRAME = 320
const PULL = 40

/** A voice-like sound: a buzz of 150 Hz whose loudness comes and goes, and that names its own place by a slow rise. */
const voiceAt = (sample: number): number =>
  0.4 * Math.sin((2 * Math.PI * 150 * sample) / 16_000) * (0.6 + 0.4 * Math.sin((2 * Math.PI * 3 * sample) / 16_000))

export const voice = (start: number, length: number): Float32Array =>
  Float32Array.from({ length }, (_, i) => voiceAt(start + i))

export interface Heard {
  buffer: JitterBuffer
  out: Float32Array
  /** How late it was, each 10 ms. */
  delays: number[]
}

export interface Arrivals {
  live?: boolean
  frames: number
  /** When frame `i` comes, in milliseconds; null: never. */
  arrivesAt(i: number): number | null
  /** Runs before the sound of that millisecond. */
  at?: Record<number, (buffer: JitterBuffer) => void>
  gen?(i: number): number
  isLast?(i: number): boolean
  forMs: number
}

/** Plays frames that come when they come, without a clock or a speaker. */
export function hear({
  live = true,
  frames,
  arrivesAt,
  at = {},
  gen = () => 0,
  isLast = () => false,
  forMs,
}: Arrivals): Heard {
  const buffer = new JitterBuffer({ live })
  const due = Array.from({ length: frames }, (_, i) => ({ i, when: arrivesAt(i) }))
    .filter((each): each is { i: number; when: number } => each.when !== null)
    .sort((a, b) => a.when - b.when || a.i - b.i)
  const acts = Object.entries(at).map(([when, act]) => ({ when: Number(when), act }))
  const out = new Float32Array(forMs * 16)
  const delays: number[] = []
  for (let ms = 0; ms < forMs; ms += PULL / 16) {
    while (due[0] && due[0].when <= ms) {
      const { i, when } = due.shift() ?? { i: 0, when: 0 }
      const samples = voice(i * FRAME, FRAME)
      buffer.push({ ts: i * FRAME, gen: gen(i), samples, isLast: isLast(i) }, when)
    }
    while (acts[0] && acts[0].when <= ms) acts.shift()?.act(buffer)
    buffer.pull(out.subarray(ms * 16, ms * 16 + PULL), ms)
    if (ms % 10 === 0) delays.push(buffer.stats.delayMs)
  }
  return { buffer, out, delays }
}
