import { PCM_RATE, type Track } from '@baton/protocol/wire'
import { dBovOf } from '@baton/sound/level'
import { resampler } from '@baton/sound/resample'
import { JitterBuffer } from './jitter-buffer.ts'
import type { PlayerOrder, PlayerReport } from './player-orders.ts'

const REPORT_MS = 100

/** All tracks of a call as one sound, at the rate of the speaker. */
export class PlayerMix {
  readonly #rate: number
  readonly #toSpeaker: (samples: Float32Array) => Float32Array
  readonly #tracks = new Map<Track, JitterBuffer>()
  #bot = new JitterBuffer({ live: false })
  /** Made, and not heard yet: less than one block. */
  readonly #held = new Float32Array(8192)
  #heldCount = 0
  #power = 0
  #samples = 0
  #reportedAt = 0

  constructor(rate: number) {
    this.#rate = rate
    this.#toSpeaker = resampler(PCM_RATE, rate).push
    this.#tracks.set('bot', this.#bot)
  }

  order(order: Exclude<PlayerOrder, { kind: 'port' }>, nowMs: number): void {
    if (order.kind === 'piece') this.#track(order.track).push(order, nowMs)
    else if (order.kind === 'clear') this.#bot.clear(order.gen)
    else if (order.kind === 'pause') this.#bot.pause()
    else if (order.kind === 'resume') this.#bot.resume()
    else this.#restart()
  }

  fill(out: Float32Array, nowMs: number): void {
    while (this.#heldCount < out.length) {
      const missing = Math.ceil(((out.length - this.#heldCount) * PCM_RATE) / this.#rate)
      const mixed = new Float32Array(missing)
      for (const track of this.#tracks.values()) track.pull(mixed, nowMs)
      for (const sample of mixed) this.#power += sample * sample
      this.#samples += missing
      const made = this.#toSpeaker(mixed)
      this.#held.set(made, this.#heldCount)
      this.#heldCount += made.length
    }
    out.set(this.#held.subarray(0, out.length))
    this.#held.copyWithin(0, out.length, this.#heldCount)
    this.#heldCount -= out.length
  }

  /** What is to be told now, if anything is. */
  report(nowMs: number): PlayerReport | null {
    const over = this.#bot.over()
    if (over.length === 0 && nowMs - this.#reportedAt < REPORT_MS) return null
    const level = dBovOf(this.#samples > 0 ? this.#power / this.#samples : 0)
    this.#reportedAt = nowMs
    this.#power = this.#samples = 0
    const tracks = Object.fromEntries([...this.#tracks].map(([track, { stats }]) => [track, stats]))
    return { over, bot: { ...this.#bot.played, isSpeaking: this.#bot.isSpeaking }, tracks, level }
  }

  #restart(): void {
    this.#bot = new JitterBuffer({ live: false })
    this.#tracks.set('bot', this.#bot)
  }

  #track(track: Track): JitterBuffer {
    const buffer = this.#tracks.get(track) ?? new JitterBuffer({ live: true })
    this.#tracks.set(track, buffer)
    return buffer
  }
}
