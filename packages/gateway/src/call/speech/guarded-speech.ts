import { metrics } from '../../metrics/metrics.ts'
import { Breaker } from '../../net/breaker.ts'
import { ProviderError } from '../../providers/provider-error.ts'
import type { Ears, HeardEvent, Hearing, Transcribe } from './hearing.ts'
import type { Speaking } from './speaking.ts'

/** Kept by isolate: what fails in one call is left alone by the next. */
const breaker = new Breaker()
/** A recogniser whose socket broke is asked again after this long, and then each time after twice as long. */
const AGAIN_MS = 500
const LONGEST_PAUSE_MS = 8_000

function begin(name: string): void {
  if (breaker.mayAsk(name, Date.now())) return
  metrics.providerCalls.add('resting')
  throw new ProviderError('resting')
}

function succeeded(name: string): void {
  breaker.succeeded(name)
  metrics.providerCalls.add('ok')
}

function failed(name: string, error: unknown): ProviderError {
  const failure = error instanceof ProviderError ? error : new ProviderError('unavailable')
  breaker.failed(name, Date.now(), failure.retryAfterMs)
  metrics.providerCalls.add(failure.code)
  return failure
}

/** What is given up by whoever asked is nobody's failure. */
export function guardedTranscribe(name: string, transcribe: Transcribe): Transcribe {
  return async (samples, locale, signal) => {
    begin(name)
    try {
      const found = await transcribe(samples, locale, signal)
      succeeded(name)
      return found
    } catch (error) {
      if (signal.aborted) throw error
      throw failed(name, error)
    }
  }
}

export function guardedSpeaking(name: string, speaking: Speaking): Speaking {
  return {
    voice: (locale) => speaking.voice(locale),
    async *say(text, locale, signal) {
      begin(name)
      try {
        yield* speaking.say(text, locale, signal)
        succeeded(name)
      } catch (error) {
        if (signal.aborted) throw error
        throw failed(name, error)
      }
    },
  }
}

/** A recogniser on a socket: when that breaks it is opened again, as long as somebody is to be heard. */
export function guardedHearing(name: string, hearing: Hearing): Hearing {
  return { open: (locale, told) => new LastingEars(name, (heard) => hearing.open(locale, heard), told) }
}

class LastingEars implements Ears {
  readonly #name: string
  readonly #open: (told: (event: HeardEvent) => void) => Ears
  readonly #told: (event: HeardEvent) => void
  #ears: Ears | null = null
  #mayOpenAt = 0
  #pauseMs = AGAIN_MS

  constructor(name: string, open: (told: (event: HeardEvent) => void) => Ears, told: (event: HeardEvent) => void) {
    this.#name = name
    this.#open = open
    this.#told = told
    this.#again()
  }

  hear(samples: Int16Array): void {
    if (!this.#ears && Date.now() >= this.#mayOpenAt) this.#again()
    this.#ears?.hear(samples)
  }

  end(): void {
    const ears = this.#ears
    this.#ears = null
    this.#mayOpenAt = Number.POSITIVE_INFINITY
    ears?.end()
  }

  #again(): void {
    try {
      begin(this.#name)
    } catch {
      this.#rest() // it was counted, and the caller was told when it failed
      return
    }
    this.#ears = this.#open((event) => this.#take(event))
  }

  #take(event: HeardEvent): void {
    if (this.#mayOpenAt === Number.POSITIVE_INFINITY) return
    if (event.do === 'end') {
      this.#pauseMs = AGAIN_MS
      succeeded(this.#name)
    }
    if (event.do === 'failed') {
      failed(this.#name, new ProviderError(event.code))
      const ears = this.#ears
      this.#ears = null
      this.#rest()
      ears?.end()
    }
    this.#told(event)
  }

  #rest(): void {
    this.#mayOpenAt = Date.now() + this.#pauseMs
    this.#pauseMs = Math.min(LONGEST_PAUSE_MS, this.#pauseMs * 2)
  }
}
