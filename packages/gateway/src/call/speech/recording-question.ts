import type { DtmfKey } from '@baton/protocol'
import { type CallWords, consentByKey, consentOf, takesConsentBack } from '@baton/relay/call'

/** As long as it takes to say what it is about. Who agrees earlier does not know to what. */
const SUBJECT_MS = 2_500
/** Who has said nothing for so long after the question has not agreed. */
const ANSWER_MS = 5_000
/** Somebody who was called, and the agent who called them, wait no longer than this for the question and its answer. */
const LONGEST_MS = 15_000

interface Parts {
  /** Whether there is anybody to ask, and anything to ask for. */
  isDue(): boolean
  now(): number
  answerMs?: number | undefined
  say(words: CallWords): void
  answered(granted: boolean, by: 'keys' | 'voice'): void
}

/**
 * Asks aloud, once, whether the call may be recorded. Only a plain yes is one, to a question that was heard; whatever else is
 * said is for the bot, and the call goes on without a recording.
 */
export class RecordingQuestion {
  readonly #parts: Parts
  #state: 'unasked' | 'open' | 'over' = 'unasked'
  /** Since when it is heard. */
  #heardAt: number | null = null
  #isGranted = false
  /** Since when they wait whom an agent has called; null of those who have called. */
  #calledAt: number | null = null

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** It has asked and waits. */
  get isOpen(): boolean {
    return this.#state === 'open'
  }

  /** The same of somebody whom an agent has called: they are asked first, and take the call with a word that is no answer. */
  askCalled(): boolean {
    this.#calledAt ??= this.#parts.now()
    return this.ask()
  }

  /** True when it asks now, or waits. */
  ask(): boolean {
    if (this.#state === 'unasked' && this.#parts.isDue()) {
      this.#state = 'open'
      this.#parts.say('mayRecord')
    }
    return this.isOpen
  }

  /** The call says something of its own: while it is open that is the question. */
  sounds(): void {
    if (this.isOpen) this.#heardAt ??= this.#parts.now()
  }

  /** True when the key was the answer, or would have been to a question that nobody has heard yet. */
  key(key: DtmfKey): boolean {
    const granted = consentByKey(key)
    return (this.isOpen && granted !== null && this.#heardAt === null) || this.#take(granted, 'keys')
  }

  /** What was understood: the answer, a yes to what was not said yet, or anything else. */
  words(text: string): 'answer' | 'early' | 'other' {
    const granted = consentOf(text)
    const heardMs = this.#heardAt === null ? 0 : this.#parts.now() - this.#heardAt
    const isEarly = this.#calledAt !== null ? granted !== false : granted
    if (this.isOpen && isEarly && heardMs < SUBJECT_MS) return 'early'
    return this.#take(granted, 'voice') ? 'answer' : 'other'
  }

  /** True when they have agreed here, and do not any more: that is done. */
  takesBack(text: string): boolean {
    if (!this.#isGranted || !takesConsentBack(text)) return false
    this.#isGranted = false
    this.#parts.answered(false, 'voice')
    return true
  }

  /** Nobody has said anything for so long. True when that is an answer, too. */
  quiet(ms: number): boolean {
    return ms >= (this.#parts.answerMs ?? ANSWER_MS) && this.pass()
  }

  /** Nobody waits for it any longer. True when that is an answer, too. */
  late(): boolean {
    return this.#calledAt !== null && this.#parts.now() - this.#calledAt >= LONGEST_MS && this.pass()
  }

  /** They say something else, or somebody else has the call. True when it was waited for an answer. */
  pass(): boolean {
    const { isOpen } = this
    if (isOpen) this.#state = 'over'
    return isOpen
  }

  #take(granted: boolean | null, by: 'keys' | 'voice'): boolean {
    if (granted === null || !this.pass()) return false
    this.#isGranted = granted
    this.#parts.answered(granted, by)
    return true
  }
}
