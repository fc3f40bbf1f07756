import { AUDIO_FLAGS, encodeAudio, FRAME_MS, FRAME_SAMPLES, PCM_RATE } from '@baton/protocol'
import { levelOf, levelToFrame } from '@baton/sound/level'

/** How far ahead of what is heard the customer's end is kept. What is more could not be taken back by who is interrupted. */
const AHEAD_MS = 200
const SAMPLES_A_MS = PCM_RATE / 1_000

interface Outlet {
  now(): number
  later(run: () => void, ms: number): void
  /** Whether what was begun under this fence may be played now; `drop`: it never may again. */
  may(fence: number): 'play' | 'wait' | 'drop'
  send(frame: ArrayBuffer): void
  clear(gen: number): void
}

interface Generation {
  gen: number
  fence: number
  /** Whole frames that have not gone out. */
  frames: Int16Array<ArrayBuffer>[]
  /** The beginning of the next. */
  rest: Int16Array<ArrayBuffer>
  givenSamples: number
  isFinished: boolean
}

/**
 * The bot's track of a call: pieces of any length in, frames of 20 ms out, a little ahead of real time. When a frame is due is
 * told by the clock and what has gone out before, never by how long a timer took, so nothing adds up.
 */
export class BotTrack {
  readonly #outlet: Outlet
  #generation: Generation | null = null
  /** Of the last generation. The first is 1, so that one who hears of none is at 0. */
  #gen = 0
  #cleared = 0
  #seq = 0
  #startedAt: number | null = null
  /** Until when what has gone out takes to be heard. */
  #until = 0
  #isPumping = false

  constructor(outlet: Outlet) {
    this.#outlet = outlet
  }

  /** Opens a new generation; what is left of the one before is silenced. */
  next(fence: number): number {
    this.clear(this.#gen)
    this.#gen = after(this.#gen)
    this.#generation = { gen: this.#gen, fence, frames: [], rest: NOTHING, givenSamples: 0, isFinished: false }
    return this.#gen
  }

  give(gen: number, samples: Int16Array): void {
    const it = this.#of(gen)
    if (!it || it.isFinished) return
    it.givenSamples += samples.length
    let from = 0
    if (it.rest.length > 0) {
      from = Math.min(FRAME_SAMPLES - it.rest.length, samples.length)
      it.rest = joined(it.rest, samples.subarray(0, from))
      if (it.rest.length < FRAME_SAMPLES) return
      it.frames.push(it.rest)
    }
    for (; from + FRAME_SAMPLES <= samples.length; from += FRAME_SAMPLES) {
      it.frames.push(samples.slice(from, from + FRAME_SAMPLES) as Int16Array<ArrayBuffer>)
    }
    it.rest = samples.slice(from) as Int16Array<ArrayBuffer>
    this.pump()
  }

  /** A frame that is not full is filled up with silence. */
  finish(gen: number): void {
    const it = this.#of(gen)
    if (!it || it.isFinished) return
    it.isFinished = true
    // What tells that it was the last needs a frame to say so.
    if (it.rest.length > 0 || it.frames.length === 0) it.frames.push(joined(it.rest, NOTHING, FRAME_SAMPLES))
    it.rest = NOTHING
    this.pump()
  }

  /** What of this generation, or an older one, has gone out is silenced, and the rest is not sent. */
  clear(gen: number): void {
    if (gen !== this.#gen || this.#cleared === gen) return
    this.#cleared = gen
    this.#generation = null
    this.#until = 0
    this.#outlet.clear(after(gen))
  }

  queuedMs(gen: number): number {
    return (this.#of(gen)?.givenSamples ?? 0) / SAMPLES_A_MS
  }

  leftMs(gen: number): number {
    const it = this.#of(gen)
    return it ? it.frames.length * FRAME_MS + it.rest.length / SAMPLES_A_MS : 0
  }

  #of(gen: number): Generation | null {
    return this.#generation?.gen === gen ? this.#generation : null
  }

  /** Sends what is due. To be called, too, when what kept it waiting is over. */
  pump(): void {
    const it = this.#generation
    if (!it || it.frames.length === 0) return
    const verdict = this.#outlet.may(it.fence)
    if (verdict === 'drop') return this.clear(it.gen)
    if (verdict === 'wait') return
    const now = this.#outlet.now()
    this.#startedAt ??= now
    // After a pause it begins anew: the time that was silent is not made up for.
    let isStart = this.#until <= now
    if (isStart) this.#until = now
    while (it.frames.length > 0 && this.#until + FRAME_MS - now <= AHEAD_MS) {
      const samples = it.frames.shift()
      if (!samples) break
      const isEnd = it.isFinished && it.frames.length === 0
      this.#send(it.gen, samples, (isStart ? AUDIO_FLAGS.start : 0) | (isEnd ? AUDIO_FLAGS.end : 0))
      isStart = false
    }
    if (it.frames.length > 0) this.#pumpLater()
  }

  #pumpLater(): void {
    if (this.#isPumping) return
    this.#isPumping = true
    this.#outlet.later(() => {
      this.#isPumping = false
      this.pump()
    }, FRAME_MS)
  }

  #send(gen: number, samples: Int16Array<ArrayBuffer>, flags: number): void {
    const ms = this.#until - (this.#startedAt ?? this.#until)
    this.#outlet.send(
      encodeAudio({
        kind: 'audio',
        codec: 'pcm16',
        track: 'bot',
        flags,
        gen,
        seq: this.#seq,
        level: levelToFrame(levelOf(samples)),
        ts: (ms * SAMPLES_A_MS) % 2 ** 32,
        payload: new Uint8Array(samples.buffer),
      }),
    )
    this.#seq = (this.#seq + 1) % 2 ** 16
    this.#until += FRAME_MS
  }
}

const NOTHING = new Int16Array()
const after = (gen: number): number => (gen + 1) % 256

function joined(a: Int16Array, b: Int16Array, length = a.length + b.length): Int16Array<ArrayBuffer> {
  const whole = new Int16Array(length)
  whole.set(a)
  whole.set(b, a.length)
  return whole
}
