import { compile } from '../grammar/compile.ts'
import { type Compiled, hashOf, type Vocabulary } from '../grammar/vocabulary.ts'
import type { Beam, Decoded } from '../sphinx/decoder.ts'
import { type Heard, heardOf, isSure } from './heard.ts'
import { RecogniserGone, Thread } from './thread.ts'
import type { Sound } from './worker.ts'

/** Vocabularies that are ready at a time; each holds some tens of megabytes. The one that was not used longest goes. */
const MOST_OPEN = 8
/** Utterances that may wait. A call has one at a time. */
const MOST_WAITING = 32

export interface Opened extends Pick<Compiled, 'language' | 'phrases' | 'dropped' | 'guessed'> {
  hash: string
}

/** A vocabulary, from when it is asked for. */
interface Opening {
  compiled: Promise<Compiled>
  /** Once the thread has it. */
  ready: Promise<Compiled>
  isReady: boolean
}

/** Hears whole utterances against vocabularies. What has the same content is built once, whatever it is called. */
export class Recogniser {
  /** Of the vocabularies. */
  readonly #thread: Thread
  /** Of the sounds in any order, which are heard at the same time. */
  readonly #loop: Thread
  #waiting = 0
  /** By hash, in the order of their last use. */
  readonly #open = new Map<string, Opening>()

  /** @param runs what its threads run: the library's worker, unless a test has another. */
  constructor(runs?: URL) {
    this.#thread = new Thread(() => this.#reopen(), runs)
    this.#loop = new Thread(() => undefined, runs)
  }

  /** Utterances that are not heard yet. */
  get waiting(): number {
    return this.#waiting
  }

  get isBusy(): boolean {
    return this.waiting >= MOST_WAITING
  }

  /** @throws RecogniserGone */
  async open(content: Vocabulary): Promise<Opened> {
    const hash = hashOf(content)
    const opening = this.#open.get(hash) ?? this.#handed(hash, compile(content))
    this.#touch(hash, opening)
    for (const old of [...this.#open.keys()].slice(0, -MOST_OPEN)) this.#close(old)
    const { language, phrases, dropped, guessed } = await opening.ready
    return { hash, language, phrases, dropped, guessed }
  }

  isOpen(hash: string): boolean {
    return this.#open.has(hash)
  }

  /**
   * @param beam how far is searched at first; where that is narrow, and not sure, it is searched again.
   * @param signal nobody waits for it any more.
   * @throws RecogniserGone when the vocabulary is not open any more, or a thread ended meanwhile.
   */
  async hear(
    hash: string,
    sound: Sound,
    { beam = 'narrow', signal }: { beam?: Beam; signal?: AbortSignal } = {},
  ): Promise<Heard> {
    this.#waiting += 1
    try {
      const { written, language } = await this.#opened(hash).ready
      const [near, anything] = await Promise.all([
        this.#path(hash, sound, beam, signal),
        answered(this.#loop.ask({ kind: 'loop', ...sound }, signal)),
      ])
      const path =
        beam === 'wide' || isSure(near, anything, written) ? near : await this.#path(hash, sound, 'wide', signal)
      return heardOf(path, anything, written, language)
    } finally {
      this.#waiting -= 1
    }
  }

  async stop(): Promise<void> {
    await Promise.all([this.#thread.stop(), this.#loop.stop()])
  }

  /** Asked at once, as long as it is open: the thread closes it after that. */
  #path(hash: string, sound: Sound, beam: Beam, signal?: AbortSignal): Promise<Decoded> {
    this.#opened(hash)
    return answered(this.#thread.ask({ kind: 'decode', hash, beam, ...sound }, signal))
  }

  #opened(hash: string): Opening {
    const opening = this.#open.get(hash)
    if (!opening) throw new RecogniserGone('no such vocabulary is open')
    this.#touch(hash, opening)
    return opening
  }

  #handed(hash: string, compiled: Promise<Compiled>): Opening {
    const ready = compiled.then(async (all) => {
      const { dictionary, automaton } = all
      await Promise.all([
        this.#thread.ask({ kind: 'open', hash, dictionary, automaton }),
        this.#loop.ask({ kind: 'open-loop' }),
      ])
      opening.isReady = true
      return all
    })
    const opening: Opening = { compiled, ready, isReady: false }
    // Whoever asked is told; the next who asks tries again.
    ready.catch(() => {
      if (this.#open.get(hash) === opening) this.#open.delete(hash)
    })
    return opening
  }

  /** In another thread, what the last one had. What it ended over is left to whoever asks for it next. */
  #reopen(): void {
    for (const [hash, { compiled, isReady }] of this.#open)
      if (isReady) this.#open.set(hash, this.#handed(hash, compiled))
  }

  #touch(hash: string, opening: Opening): void {
    this.#open.delete(hash)
    this.#open.set(hash, opening)
  }

  #close(hash: string): void {
    const opening = this.#open.get(hash)
    this.#open.delete(hash)
    // After what it is still asked: the thread carries out one order after the other.
    opening?.ready
      .then(() => (this.isOpen(hash) ? undefined : this.#thread.ask({ kind: 'close', hash })))
      // What could not be opened need not be closed.
      .catch(() => undefined)
  }
}

async function answered(asked: Promise<Decoded | undefined>): Promise<Decoded> {
  const decoded = await asked
  if (!decoded) throw new Error('the recogniser answered nothing')
  return decoded
}
