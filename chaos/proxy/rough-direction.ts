import type { Random } from '@baton/bench/random'
import { type Fate, fateOf, type Roughness } from './fate.ts'

/** Nothing may come after a frame that is to be overtaken; then it goes on alone. */
const OVERTAKEN_MS = 150

/** One direction of a rough line: frames go in, some come out. */
export class RoughDirection {
  readonly #random: Random
  readonly #roughness: Roughness
  readonly #deliver: (frame: string) => void
  readonly #met: (fate: Fate['what']) => void
  #last: Promise<void> = Promise.resolve()
  #overtaken: { frame: string; timer: NodeJS.Timeout } | null = null
  #isDeaf = false
  #isCalm = false

  constructor(options: {
    random: Random
    roughness: Roughness
    deliver: (frame: string) => void
    /** Told of each frame's fate. */
    met: (fate: Fate['what']) => void
  }) {
    this.#random = options.random
    this.#roughness = options.roughness
    this.#deliver = options.deliver
    this.#met = options.met
  }

  get isDeaf(): boolean {
    return this.#isDeaf
  }

  /** From now on everything passes. */
  calm(): void {
    this.#isCalm = true
  }

  take(frame: string): void {
    if (this.#isDeaf) return
    const fate: Fate = this.#isCalm ? { what: 'passes' } : fateOf(this.#random, this.#roughness)
    this.#met(fate.what)
    switch (fate.what) {
      case 'passes':
        return this.#line(frame)
      case 'dropped':
        return
      case 'doubled':
        this.#line(frame)
        return this.#line(frame)
      case 'delayed':
        this.#last = this.#last.then(() => new Promise((resolve) => setTimeout(resolve, fate.ms)))
        return this.#line(frame)
      case 'overtaken':
        if (this.#overtaken) return this.#line(frame)
        this.#overtaken = { frame, timer: setTimeout(() => this.#letGo(), OVERTAKEN_MS) }
        return
      case 'truncated':
        return this.#line(frame.slice(0, Math.floor(frame.length * fate.share)))
      case 'half-open':
        this.#isDeaf = true
    }
  }

  #line(frame: string): void {
    this.#last = this.#last.then(() => this.#deliver(frame))
    this.#letGo()
  }

  #letGo(): void {
    const late = this.#overtaken
    if (!late) return
    this.#overtaken = null
    clearTimeout(late.timer)
    this.#last = this.#last.then(() => this.#deliver(late.frame))
  }
}
