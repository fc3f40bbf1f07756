import { compile } from '../grammar/compile.ts'
import { type Compiled, hashOf, type Vocabulary } from '../grammar/vocabulary.ts'
import { type Heard, heardOf } from './heard.ts'
import { RecogniserGone, Thread } from './thread.ts'

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
  readonly #thread: Thread
  /** By hash, in the order of their last use. */
  readonly #open = new Map<string, Opening>()

  /** @param runs what its thread runs: the library's worker, unless a test has another. */
  constructor(runs?: URL) {
    this.#thread = new Thread(() => this.#reopen(), runs)
  }

  /** Orders that its thread has not answered yet. */
  get waiting(): number {
    return this.#thread.load
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
   * @param samples a whole utterance at 16 kHz.
   * @throws RecogniserGone when the vocabulary is not open any more, or the thread ended meanwhile.
   */
  async hear(hash: string, samples: Int16Array): Promise<Heard> {
    const opening = this.#open.get(hash)
    if (!opening) throw new RecogniserGone('no such vocabulary is open')
    this.#touch(hash, opening)
    const { written, language } = await opening.ready
    const result = await this.#thread.ask({ kind: 'decode', hash, samples })
    if (!result) throw new Error('the recogniser answered nothing')
    return heardOf(result.path, result.anything, written, language)
  }

  stop(): Promise<void> {
    return this.#thread.stop()
  }

  #handed(hash: string, compiled: Promise<Compiled>): Opening {
    const ready = compiled.then(async (all) => {
      const { dictionary, automaton } = all
      await this.#thread.ask({ kind: 'open', hash, dictionary, automaton })
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
