import { forSpeech, splitSentences } from '@baton/bot'
import type { Locale, Option } from '@baton/protocol'
import type { HeardOf } from '@baton/relay/call'
import type { Line } from './mouth.ts'

interface Answer {
  /** For the ear, as far as it was begun. */
  said: string[]
  /** The number of its message, once that is in the log. */
  seq: number | null
  /** The customer has taken the turn: nothing more of it is said. */
  cut: { heard: number; playedMs: number } | null
}

/** A cut that may be told: its message is in the log. */
export interface Cut {
  seq: number
  heard: number
  playedMs: number
}

const MOST_ANSWERS = 50

/** What the bot writes, sentence by sentence for the ear, while it is still writing, and what of it was cut off. */
export class AnswersAloud {
  readonly #locale: Locale
  readonly #answers = new Map<string, Answer>()

  constructor(locale: Locale) {
    this.#locale = locale
  }

  /** The answer so far. Lines that are to be said now. */
  goesOn(of: string, text: string): Line[] {
    const answer = this.#answer(of)
    if (answer.cut || answer.seq !== null) return []
    return this.#lines(of, answer, text, forSpeech(text, this.#locale, { goesOn: true }))
  }

  /**
   * All of an answer, now in the log as `seq`. `replaces`: it is another than what was said of it so far, so that is not said any
   * more. `cut`: the customer had taken the turn before it was there.
   */
  isWhole(
    of: string,
    message: { seq: number; text: string; options?: readonly Pick<Option, 'label'>[] | undefined },
  ): { lines: Line[]; replaces: boolean; cut: Cut | null } {
    const answer = this.#answer(of)
    const { seq, text, options = [] } = message
    answer.seq = seq
    if (answer.cut) return { lines: [], replaces: false, cut: { seq, ...answer.cut } }
    const whole = forSpeech(text, this.#locale, { options })
    const replaces = answer.said.some((sentence, index) => sentence !== whole[index])
    if (replaces) answer.said = []
    return { lines: this.#lines(of, answer, text, whole), replaces, cut: null }
  }

  /** The customer has the turn. What can be told of it already; the rest when its message is there. */
  cut(heard: readonly HeardOf[]): Cut[] {
    return heard.flatMap(({ of, heard, playedMs, whole }) => {
      const answer = this.#answers.get(of)
      if (!answer || (whole && answer.seq !== null)) return []
      answer.cut = { heard, playedMs }
      return answer.seq === null ? [] : [{ seq: answer.seq, heard, playedMs }]
    })
  }

  #lines(of: string, answer: Answer, text: string, sentences: readonly string[]): Line[] {
    const places = placesOf(text)
    const from = answer.said.length
    const lines = sentences.slice(from).map((sentence, index): Line => {
      const place = places[from + index] ?? { from: text.length, to: text.length }
      return { of, text: sentence, written: text.slice(0, place.to).trimEnd(), ...place }
    })
    answer.said = [...answer.said, ...lines.map((line) => line.text)]
    return lines
  }

  #answer(of: string): Answer {
    const known = this.#answers.get(of)
    if (known) return known
    const answer: Answer = { said: [], seq: null, cut: null }
    const [oldest] = this.#answers.keys()
    if (this.#answers.size >= MOST_ANSWERS && oldest !== undefined) this.#answers.delete(oldest)
    this.#answers.set(of, answer)
    return answer
  }
}

/** Where the sentences of a text stand. For the ear they are the same, in the same order, as near as can be told. */
function placesOf(text: string): { from: number; to: number }[] {
  let at = 0
  return splitSentences(text).map((sentence) => {
    const from = text.indexOf(sentence, at)
    at = from + sentence.length
    return { from, to: at }
  })
}
