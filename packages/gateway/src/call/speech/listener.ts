import { type Locale, PCM_RATE, type VoiceSignals } from '@baton/protocol'
import { voiceActivity } from '@baton/sound/voice-activity'
import type { Ears, Hearing } from './hearing.ts'
import { SampleStore } from './sample-store.ts'
import { CallersVoice } from './voice-signals.ts'

/** A turn of one voice, in milliseconds since the call began. */
export interface HeardTurn {
  turn: string
  startMs: number
  endMs: number
}

interface Told {
  /** A voice, words or none. */
  speech(on: boolean): void
  /** Of the recogniser; `final` is told once, and empty where nothing was understood. */
  words(turn: HeardTurn, text: string, final: boolean): void
  failed(): void
}

interface Parts {
  hearing: Hearing | null
  locale: Locale
  /** Before the number of each turn. */
  prefix: string
  now(): number
  elapsedMs(): number
  told: Told
}

/** Of the sound before a recogniser notices a voice. */
const LEAD_MS = 300
const LONGEST_MS = 30_000
const MS = PCM_RATE / 1_000
/** Whose sound does not come is silent: they muted themselves, or the line is gone. */
const GAP_MS = 120

/** One voice of a call: its turns, its words, and how it sounds. */
export class Listener {
  readonly #parts: Parts
  readonly #voice = voiceActivity(PCM_RATE)
  readonly #sound = new SampleStore(LEAD_MS * MS)
  readonly #caller = new CallersVoice()
  #ears: Ears | null = null
  #turns = 0
  #startMs: number | null = null
  #isSpeaking = false
  #hasBegun = false
  #lastAt: number
  /** Nothing has come for a while. */
  #isGap = false
  #signals: VoiceSignals | null = null

  constructor(parts: Parts) {
    this.#parts = parts
    this.#lastAt = parts.now()
  }

  hear(samples: Int16Array, speech: boolean | undefined): void {
    this.#lastAt = this.#parts.now()
    this.#isGap = false
    this.#hasBegun = true
    this.#take(samples, speech)
  }

  /** Called every little while: what does not come is silence, to recognisers as well, which would wait or hang up. */
  tick(): void {
    const missing = this.#parts.now() - this.#lastAt
    if (!this.#hasBegun || missing < (this.#isGap ? 1 : GAP_MS)) return
    this.#isGap = true
    this.#lastAt += missing
    this.#take(new Int16Array(Math.min(missing, 1_000) * MS), false)
  }

  /** How the turn sounded that is ending. The work of it is done once, while it is still looked whether the turn is over. */
  signals(interruptions: number): VoiceSignals | null {
    if (this.#startMs === null || this.#sound.length === 0) return null
    this.#signals ??= this.#caller.signalsOf(this.#sound.all(), interruptions)
    return { ...this.#signals, interruptions }
  }

  end(): void {
    this.#ears?.end()
    this.#ears = null
  }

  #take(samples: Int16Array, speech: boolean | undefined): void {
    const { hearing, locale, told } = this.#parts
    for (const { type } of this.#voice.push(samples)) if (speech === undefined) this.#speaks(type === 'on')
    if (speech !== undefined && speech !== this.#isSpeaking) this.#speaks(speech)
    this.#sound.add(samples)
    if (this.#startMs === null || this.#sound.length > LONGEST_MS * MS) this.#sound.keepLast()
    this.#ears ??=
      hearing?.open(locale, (event) => {
        switch (event.do) {
          case 'start':
            this.#begins()
            return
          case 'update':
            return told.words(this.#turn(0), event.text, false)
          case 'eager_end':
            this.signals(0)
            return told.words(this.#turn(0), event.text, false)
          case 'resumed':
            this.#signals = null
            return
          case 'end':
            told.words(this.#turn(event.hangMs), event.text, true)
            this.#startMs = null
            return
          case 'failed':
            this.#startMs = null
            return told.failed()
        }
      }) ?? null
    this.#ears?.hear(samples)
  }

  #speaks(on: boolean): void {
    if (on === this.#isSpeaking) return
    this.#isSpeaking = on
    this.#parts.told.speech(on)
  }

  #begins(): void {
    this.#turns += 1
    this.#startMs = Math.max(0, Math.round(this.#parts.elapsedMs() - LEAD_MS / 2))
    this.#signals = null
  }

  #turn(hangMs: number): HeardTurn {
    if (this.#startMs === null) this.#begins()
    const startMs = this.#startMs ?? 0
    const endMs = Math.max(startMs, Math.round(this.#parts.elapsedMs() - hangMs))
    return { turn: `${this.#parts.prefix}${this.#turns}`, startMs, endMs }
  }
}
