import { type Vocabulary, vocabulary } from '../grammar/vocabulary.ts'
import type { Opened, Recogniser } from '../recogniser/recogniser.ts'
import { MOST_VOCABULARIES } from './limits.ts'
import { SpeechError } from './problem.ts'

/** What every call may say: heard where no vocabulary is named. */
const everyday = (language: string): Vocabulary => ({ language, phrases: [], slots: {} })

/** Vocabularies by the names that their owners gave them. */
export class Vocabularies {
  readonly #recogniser: Recogniser
  /** In the order of their last use. */
  readonly #named = new Map<string, Vocabulary>()

  constructor(recogniser: Recogniser) {
    this.#recogniser = recogniser
  }

  async put(id: string, body: unknown): Promise<Opened> {
    const read = vocabulary.safeParse(body)
    if (!read.success) throw new SpeechError('invalid_request', read.error.issues[0]?.path.join('.') || 'body')
    const opened = await this.#recogniser.open(read.data)
    this.#touch(id, read.data)
    for (const old of [...this.#named.keys()].slice(0, -MOST_VOCABULARIES)) this.#named.delete(old)
    return opened
  }

  /** The hash of the vocabulary of that name; one that was set aside is built again. */
  async hashOf(id: string | undefined, language: string): Promise<string> {
    const content = id === undefined ? everyday(language) : this.#named.get(id)
    if (!content) throw new SpeechError('vocabulary_unknown')
    if (id !== undefined) this.#touch(id, content)
    return (await this.#recogniser.open(content)).hash
  }

  #touch(id: string, content: Vocabulary): void {
    this.#named.delete(id)
    this.#named.set(id, content)
  }
}
