import type { Locale } from '@baton/protocol'
import type { ProviderFailure } from '../../providers/provider-error.ts'

/** A word of a turn, and how sure the recogniser is of it. */
export interface HeardWord {
  word: string
  confidence: number
}

/** What a recogniser makes of a voice, turn by turn: `start (update | eager_end | resumed)* end`. */
export type HeardEvent =
  | { do: 'start' }
  /** The turn so far; later words take the place of earlier ones. */
  | { do: 'update'; text: string }
  /** It is probably over, and this is what was said … */
  | { do: 'eager_end'; text: string }
  /** … but they go on. */
  | { do: 'resumed' }
  /** Empty where nothing was understood. `hangMs`: how long ago the voice ended. */
  | { do: 'end'; text: string; confidence: number; hangMs: number; words?: HeardWord[] }
  /** Nothing more comes of this turn; of the next ones something may. */
  | { do: 'failed'; code: ProviderFailure }

/** Listens to one voice until it ends. */
export interface Ears {
  /** 16 kHz mono, in order, as it comes. */
  hear(samples: Int16Array): void
  end(): void
}

/** Recognises what is said, while it is said. Everything here may fail; the call goes on without it. */
export interface Hearing {
  open(locale: Locale, told: (event: HeardEvent) => void): Ears
}

/** Recognises what was said, once it has been. Throws `ProviderError`. */
export type Transcribe = (
  samples: Int16Array,
  locale: Locale,
  signal: AbortSignal,
) => Promise<{ text: string; confidence: number }>
