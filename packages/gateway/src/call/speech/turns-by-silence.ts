import { PCM_RATE } from '@baton/protocol'
import { voiceActivity } from '@baton/sound/voice-activity'
import { ProviderError } from '../../providers/provider-error.ts'
import type { HeardEvent, Hearing, Transcribe } from './hearing.ts'
import { SampleStore } from './sample-store.ts'

/** A voice is silent for so long: probably that was all, and it is looked what it said … */
const EAGER_MS = 100
/** … which is taken once the silence is this long … */
const END_MS = 300
/** … or, after a number, this: who reads one out breathes between its groups. */
const AFTER_DIGIT_MS = 400
/** Of the sound before a voice is noticed: it had begun already. */
const LEAD_MS = 200
/** Over the room, as loud as a voice. */
const LOUD_DB = 8
/** Who speaks for longer is understood up to here, and then goes on. */
const LONGEST_MS = 30_000

const MS = PCM_RATE / 1_000

/**
 * Turns of a recogniser that takes whole utterances: by the silence between them. `eager_end` begins it while somebody may
 * still go on, so that its time is not added to the silence.
 */
export function turnsBySilence(transcribe: Transcribe): Hearing {
  return {
    open(locale, told) {
      const turns = new Turns((samples, signal) => transcribe(samples, locale, signal), told)
      return { hear: (samples) => turns.hear(samples), end: () => turns.end() }
    },
  }
}

type Recognise = (samples: Int16Array, signal: AbortSignal) => ReturnType<Transcribe>

/** What an utterance was found to say, while it may still go on. */
interface Attempt {
  stop: AbortController
  found: { text: string; confidence: number } | null
}

class Turns {
  readonly #recognise: Recognise
  readonly #told: (event: HeardEvent) => void
  readonly #voice = voiceActivity(PCM_RATE)
  readonly #sound = new SampleStore(LEAD_MS * MS)
  #heard = 0
  /** Where the turn's voice ended, in samples since the beginning; null while it goes on. */
  #silentFrom: number | null = null
  #isTurn = false
  #attempt: Attempt | null = null

  constructor(recognise: Recognise, told: (event: HeardEvent) => void) {
    this.#recognise = recognise
    this.#told = told
  }

  hear(samples: Int16Array): void {
    this.#sound.add(samples)
    this.#heard += samples.length
    for (const { type, at } of this.#voice.push(samples)) {
      if (type === 'on') this.#begins()
      else if (this.#isTurn) this.#silentFrom = at
    }
    if (!this.#isTurn) return this.#sound.keepLast()
    const silence = this.#silence()
    if (silence >= EAGER_MS && !this.#attempt) this.#tryNow()
    if (this.#sound.length > LONGEST_MS * MS && !this.#attempt) this.#tryNow()
    this.#endIfOver()
  }

  end(): void {
    this.#attempt?.stop.abort()
    this.#attempt = null
    this.#isTurn = false
  }

  /** In milliseconds. */
  #silence(): number {
    return this.#silentFrom === null ? 0 : (this.#heard - this.#silentFrom) / MS
  }

  #begins(): void {
    if (!this.#isTurn) {
      this.#isTurn = true
      this.#told({ do: 'start' })
    } else if (this.#attempt) {
      const wasTold = this.#attempt.found !== null
      this.#attempt.stop.abort()
      this.#attempt = null
      if (wasTold) this.#told({ do: 'resumed' })
    }
    this.#silentFrom = null
  }

  #tryNow(): void {
    const attempt: Attempt = { stop: new AbortController(), found: null }
    this.#attempt = attempt
    this.#recognise(this.#sound.all(), attempt.stop.signal).then(
      (found) => {
        if (this.#attempt !== attempt) return
        attempt.found = found
        if (found.text !== '') this.#told({ do: 'eager_end', text: found.text })
        this.#endIfOver()
      },
      (error: unknown) => {
        if (this.#attempt !== attempt) return
        this.#over()
        this.#told({ do: 'failed', code: error instanceof ProviderError ? error.code : 'unavailable' })
      },
    )
  }

  /** Looked at with every piece of sound, and when a recogniser took longer than the silence. */
  #endIfOver(): void {
    const found = this.#attempt?.found
    if (!found) return
    const hangMs = this.#silence()
    const isLong = this.#silentFrom === null
    // Something begins just now: whether it is a voice is known a moment later.
    if (!isLong && this.#voice.overFloorDb > LOUD_DB) return
    if (!isLong && hangMs < (/\d\W*$/.test(found.text) ? AFTER_DIGIT_MS : END_MS)) return
    this.#over()
    this.#told({ do: 'end', ...found, hangMs })
    // Whoever has not stopped speaking is in their next turn.
    if (!isLong) return
    this.#isTurn = true
    this.#told({ do: 'start' })
  }

  #over(): void {
    this.#attempt = null
    this.#isTurn = false
    this.#silentFrom = null
    this.#sound.keepLast()
  }
}
