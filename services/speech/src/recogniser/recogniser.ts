import { compile } from '../grammar/compile.ts'
import { type Compiled, hashOf, type Vocabulary } from '../grammar/vocabulary.ts'
import { type Heard, heardOf } from './heard.ts'
import { Thread } from './thread.ts'

/** Vocabularies that are ready at a time; each holds some tens of megabytes. The one that was not used longest goes. */
const MOST_OPEN = 8
/** Utterances that may wait. A call has one at a time. */
const MOST_WAITING = 32

export interface Opened extends Pick<Compiled, 'language' | 'phrases' | 'dropped' | 'guessed'> {
  hash: string
}

type Ready = Omit<Compiled, 'dictionary' | 'automaton'>

/** Hears whole utterances against vocabularies. What has the same content is built once, whatever it is called. */
export class Recogniser {
  readonly #thread = new Thread()
  /** By hash, in the order of their last use. */
  readonly #open = new Map<string, Promise<Ready>>()

  get isBusy(): boolean {
    return this.#thread.load >= MOST_WAITING
  }

  async open(content: Vocabulary): Promise<Opened> {
    const hash = hashOf(content)
    const ready = this.#open.get(hash) ?? this.#build(hash, content)
    this.#touch(hash, ready)
    for (const old of [...this.#open.keys()].slice(0, -MOST_OPEN)) this.#close(old)
    const { language, phrases, dropped, guessed } = await ready
    return { hash, language, phrases, dropped, guessed }
  }

  isOpen(hash: string): boolean {
    return this.#open.has(hash)
  }

  /** @param samples a whole utterance at 16 kHz. */
  async hear(hash: string, samples: Int16Array): Promise<Heard> {
    const ready = this.#open.get(hash)
    if (!ready) throw new Error('no such vocabulary is open')
    this.#touch(hash, ready)
    const { written, language } = await ready
    const result = await this.#thread.ask({ kind: 'decode', hash, samples })
    if (!result) throw new Error('the recogniser answered nothing')
    return heardOf(result.path, result.anything, written, language)
  }

  stop(): Promise<void> {
    return this.#thread.stop()
  }

  #build(hash: string, content: Vocabulary): Promise<Ready> {
    const ready = compile(content).then(async ({ dictionary, automaton, ...rest }) => {
      await this.#thread.ask({ kind: 'open', hash, dictionary, automaton })
      return rest
    })
    // Whoever asked is told; the next who asks tries again.
    ready.catch(() => this.#open.delete(hash))
    return ready
  }

  #touch(hash: string, ready: Promise<Ready>): void {
    this.#open.delete(hash)
    this.#open.set(hash, ready)
  }

  #close(hash: string): void {
    const ready = this.#open.get(hash)
    this.#open.delete(hash)
    // After what it is still asked: the thread carries out one order after the other.
    ready
      ?.then(() => (this.isOpen(hash) ? undefined : this.#thread.ask({ kind: 'close', hash })))
      // What could not be opened need not be closed.
      .catch(() => undefined)
  }
}
