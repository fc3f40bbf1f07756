import { Concealment } from './conceal.ts'
import { DelayEstimate } from './delay.ts'
import { FrameQueue } from './frame-queue.ts'
import { isOlder } from './generation.ts'
import { Ledger, type Played } from './ledger.ts'
import { crossFade, LONGEST, lengthened, OVERLAP, shortened } from './splice.ts'

/** Everything here runs at 16 kHz. */
const PER_MS = 16
/** Decisions are taken for 10 ms at a time. */
const BLOCK = 160
/** What was heard last is kept to go on from: 37.5 ms. */
const HEARD = 600
/** A stream whose clock jumps by more than this has started anew: another person speaks on its track. */
const JUMP_MS = { back: 500, ahead: 10_000 }
/** A hole up to so long is filled; after a longer one the stream goes on where it goes on. */
const HOLE = 60 * PER_MS
/** Nobody wants to hear more than this late: the oldest is skipped. */
const MOST_LATE_MS = 1000
/** After so much silence where there should be sound, it is no hole any more. */
const GIVEN_UP_MS = 2000
/** How long what is not live waits before it starts, and how much longer after each time that was too short … */
const START_MS = { first: 40, more: 20, most: 160 }
/** … unless this many times as much is there already: the gateway sends it ahead of real time. */
const AHEAD = 3

export interface VoicePiece {
  /** Its first sample, counted from the start of its track. */
  ts: number
  gen: number
  /** None: the other side is silent on purpose. */
  samples: Float32Array
  /** Nothing of its generation follows. */
  isLast: boolean
}

export interface JitterStats {
  /** Waiting to be played. */
  bufferMs: number
  /** How long after the fastest frame it is played, and how long it should be. */
  delayMs: number
  targetMs: number
  /** Made up because nothing had come. */
  concealedMs: number
  underruns: number
  /** Left out to catch up, and added to wait. */
  trimmedMs: number
  heldMs: number
}

/**
 * Turns what comes irregularly into sound without holes, as early as it can. A `live` track (a person) is kept near its
 * target: slowly faster when it is late, slowly slower when it is too close. Any other (a voice that is made faster than
 * it speaks) is played as it is, in the order it came, after a short wait.
 */
export class JitterBuffer {
  readonly #live: boolean
  readonly #delay = new DelayEstimate()
  readonly #queue = new FrameQueue()
  readonly #ledger = new Ledger(PER_MS)
  readonly #heard = new Float32Array(HEARD)
  /** Made, and not taken yet. */
  #ready: Float32Array = new Float32Array(0)
  /** While paused: what was made, and is to be heard afterwards. */
  #kept: Float32Array | null = null
  #concealment: Concealment | null = null
  #isPlaying = false
  #nowMs = 0
  /** When the first of what waits came, since when nothing has, and when the pace was changed. */
  #waitingSince = 0
  #changedAt = 0
  #holeMs = 0
  #startMs: number = START_MS.first
  /** The least generation that may be heard. */
  #gen: number | null = null
  #concealed = 0
  #underruns = 0
  #trimmed = 0
  #held = 0

  constructor({ live }: { live: boolean }) {
    this.#live = live
  }

  push({ ts, gen, samples, isLast }: VoicePiece, nowMs: number): void {
    if (this.#gen !== null && isOlder(gen, this.#gen)) return
    if (this.#live) this.#measure(ts, nowMs)
    const start = this.#live ? ts : this.#queue.tail
    if (this.#isPlaying && start < this.#queue.at) return
    if (!this.#queue.head) this.#waitingSince = nowMs
    this.#ledger.came(gen)
    if (isLast) this.#ledger.ends(gen, start + samples.length)
    this.#queue.add({ start, end: start + samples.length, gen, samples, isLast: isLast || samples.length === 0 })
  }

  /** Nothing older than `gen` is heard from here on; what is being heard ends within 5 ms. */
  clear(gen: number): void {
    if (this.#gen !== null && isOlder(gen, this.#gen)) return
    this.#gen = gen
    this.#ledger.clear(gen)
    this.#kept = null
    this.#queue.dropPlayed()
    if (isOlder(this.#queue.head?.gen ?? this.#ledger.gen, gen)) this.#stop()
    this.#queue.dropOlder(gen)
    // What comes next takes the place of what is gone.
    if (!this.#live && !this.#queue.head) this.#queue.reset(this.#queue.at)
  }

  /** Silent within 5 ms, and nothing is lost: `resume` goes on from there. */
  pause(): void {
    if (this.#kept) return
    this.#kept = this.#ready
    const next = this.#ready.length > 0 || !this.#isPlaying ? this.#ready : this.#queue.peek(OVERLAP)
    this.#ready = fadedOut(next.slice(0, OVERLAP))
  }

  resume(): void {
    if (!this.#kept) return
    this.#ready = fadedOut(this.#kept.toReversed()).toReversed()
    this.#kept = null
  }

  /** Generations that were over since this was asked last. */
  over(): Played[] {
    if (this.#ready.length === 0 && !this.#kept) this.#ledger.reach(this.#queue.at)
    return this.#ledger.take()
  }

  /** The generation that is heard, or is next to be, and how much of it was. */
  get played(): { gen: number; playedMs: number } {
    const gen = this.#queue.head?.gen ?? this.#ledger.gen
    return { gen, playedMs: this.#ledger.playedMs(gen) }
  }

  /** Something of it is heard, or will be. */
  get isSpeaking(): boolean {
    return this.#isPlaying || this.#queue.head !== undefined || this.#ready.length > 0
  }

  get stats(): JitterStats {
    return {
      bufferMs: (this.#queue.waiting + this.#ready.length) / PER_MS,
      delayMs: this.#isPlaying ? this.#lateness() : 0,
      targetMs: this.#live ? this.#delay.targetMs : this.#startMs,
      concealedMs: this.#concealed / PER_MS,
      underruns: this.#underruns,
      trimmedMs: this.#trimmed / PER_MS,
      heldMs: this.#held / PER_MS,
    }
  }

  /** Adds the next sound of this track to `out`. */
  pull(out: Float32Array, nowMs: number): void {
    this.#nowMs = nowMs
    let filled = 0
    while (filled < out.length) {
      if (this.#ready.length === 0) {
        const block = this.#kept ? null : this.#next()
        if (!block) return
        this.#ready = block
        this.#remember(block)
      }
      const count = Math.min(out.length - filled, this.#ready.length)
      for (let i = 0; i < count; i += 1) out[filled + i] = (out[filled + i] ?? 0) + (this.#ready[i] ?? 0)
      this.#ready = this.#ready.subarray(count)
      filled += count
    }
  }

  #measure(ts: number, nowMs: number): void {
    const delay = nowMs - ts / PER_MS
    const relative = this.#delay.isEmpty ? 0 : delay - this.#delay.base
    if (relative < -JUMP_MS.back || relative > JUMP_MS.ahead) {
      this.#delay.reset()
      this.#stop()
      this.#queue.reset(ts)
    }
    this.#delay.add(delay, nowMs)
  }

  /** Milliseconds by which what is next comes after the fastest frame would have been heard. */
  #lateness(): number {
    return this.#live ? this.#nowMs - this.#queue.at / PER_MS - this.#delay.base : 0
  }

  #next(): Float32Array | null {
    this.#queue.dropPlayed()
    if (!this.#isPlaying && !this.#begins()) return null
    const available = this.#queue.contiguous(BLOCK + LONGEST)
    if (available > 0) return this.#speak(available)
    if (this.#queue.head) return this.#crossHole(this.#queue.head.start)
    return this.#queue.hasEnded || this.#holeMs > GIVEN_UP_MS ? this.#rest() : this.#conceal()
  }

  /** Whether the first of what waits is to be heard now. */
  #begins(): boolean {
    this.#queue.dropSilence()
    const { head, last } = this.#queue
    if (!head) return false
    const dueMs = this.#live
      ? head.start / PER_MS + this.#delay.base + this.#delay.targetMs
      : this.#waitingSince + this.#startMs
    const isThere = !this.#live && (last?.isLast === true || this.#queue.waiting >= AHEAD * this.#startMs * PER_MS)
    if (this.#nowMs < dueMs && !isThere) return false
    this.#queue.at = head.start
    this.#queue.hasEnded = false
    this.#isPlaying = true
    this.#changedAt = this.#nowMs
    return true
  }

  #speak(available: number): Float32Array {
    const late = this.#live ? this.#lateness() - this.#delay.targetMs : 0
    if (late > MOST_LATE_MS) this.#skip(late - MOST_LATE_MS / 4)
    const since = this.#nowMs - this.#changedAt
    if (late > 10 && available >= BLOCK + LONGEST && since >= (late > 60 ? 20 : 100)) return this.#trim()
    if (late < -10 && available >= OVERLAP && since >= 100) return this.#hold()
    const count = Math.min(BLOCK, available)
    const samples = this.#queue.peek(count)
    this.#advance(count)
    return this.#joined(samples)
  }

  #trim(): Float32Array {
    this.#changedAt = this.#nowMs
    const { cut, joined } = shortened(this.#queue.peek(BLOCK + LONGEST))
    this.#advance(BLOCK + cut)
    this.#trimmed += cut
    return this.#joined(joined.slice(0, BLOCK))
  }

  #hold(): Float32Array {
    this.#changedAt = this.#nowMs
    const added = lengthened(this.#heard, this.#queue.peek(OVERLAP))
    this.#held += added.length
    return this.#joined(added)
  }

  /** Leaves out the oldest, where catching up would take too long. */
  #skip(ms: number): void {
    const { at, tail } = this.#queue
    const skipped = Math.min(Math.floor(ms * PER_MS), tail - BLOCK - LONGEST - at)
    if (skipped <= 0) return
    this.#concealment ??= new Concealment(this.#heard)
    this.#queue.at += skipped
    this.#queue.dropPlayed()
    this.#trimmed += skipped
  }

  /** What was made up fades into what has come. */
  #joined(samples: Float32Array): Float32Array {
    this.#holeMs = 0
    const before = this.#concealment?.next(OVERLAP)
    this.#concealment = null
    return before ? crossFade(before, samples) : samples
  }

  #conceal(): Float32Array {
    if (!this.#concealment) {
      this.#underruns += 1
      this.#startMs = Math.min(START_MS.most, this.#startMs + START_MS.more)
      this.#concealment = new Concealment(this.#heard)
    }
    this.#concealed += BLOCK
    this.#holeMs += BLOCK / PER_MS
    return this.#concealment.next(BLOCK)
  }

  /** Something is missing, and what follows it is here. */
  #crossHole(next: number): Float32Array | null {
    const hole = next - this.#queue.at
    const isDue = this.#lateness() - hole / PER_MS >= this.#delay.targetMs
    if (isDue && !this.#queue.hasEnded) {
      this.#concealment ??= new Concealment(this.#heard)
      this.#queue.at = next
      return this.#next()
    }
    if (this.#queue.hasEnded || hole > HOLE) return this.#rest()
    const length = Math.min(BLOCK, hole)
    this.#concealment ??= new Concealment(this.#heard)
    this.#concealed += length
    this.#queue.at += length
    return this.#concealment.next(length)
  }

  /** Nothing more comes for now, and that is as it should be: the end is rounded off. */
  #rest(): Float32Array {
    const end = this.#concealment ?? new Concealment(this.#heard)
    this.#concealment = null
    this.#isPlaying = false
    this.#holeMs = 0
    return fadedOut(end.next(OVERLAP))
  }

  #stop(): void {
    if (!this.#isPlaying && this.#ready.length === 0) return
    const next = this.#ready.length > 0 ? this.#ready : this.#queue.peek(OVERLAP)
    this.#ready = fadedOut(next.slice(0, OVERLAP))
    this.#isPlaying = false
    this.#concealment = null
    this.#queue.hasEnded = true
  }

  #advance(count: number): void {
    this.#queue.advance(count, (gen, samples) => this.#ledger.heard(gen, samples))
  }

  #remember(block: Float32Array): void {
    const kept = block.subarray(-HEARD)
    this.#heard.copyWithin(0, kept.length)
    this.#heard.set(kept, HEARD - kept.length)
  }
}

function fadedOut(samples: Float32Array): Float32Array {
  return samples.map((sample, i) => sample * (1 - (i + 1) / samples.length))
}
