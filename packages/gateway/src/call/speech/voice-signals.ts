import { PCM_RATE, type VoiceSignals } from '@baton/protocol'
import { arousal, type Baseline, baselineOf } from '@baton/sound/arousal'
import { type Prosody, prosodyOf } from '@baton/sound/prosody'

/** A caller's first turns, which are as they usually speak. */
const BASELINE_TURNS = 3

/** How a caller sounds, turn by turn, against how they began. */
export class CallersVoice {
  readonly #first: Prosody[] = []
  #baseline: Baseline | undefined

  /** Of the whole sound of one turn, at 16 kHz. */
  signalsOf(samples: Int16Array, interruptions: number): VoiceSignals {
    const now = prosodyOf(samples, PCM_RATE)
    const known = this.#baseline
    const { arousal: level, confidence } = known ? arousal(now, known) : { arousal: 0, confidence: 0 }
    this.#remember(now)
    return {
      rate: rounded(now.syllablesPerSecond ?? 0, 10),
      pitch: rounded(now.f0 ?? 0, 1),
      pitchRange: rounded(now.f0Range ?? 0, 1),
      loudness: rounded(now.dBov, 10),
      interruptions,
      arousal: rounded(level, 100),
      confidence: rounded(confidence, 100),
    }
  }

  #remember(turn: Prosody): void {
    if (this.#first.length >= BASELINE_TURNS) return
    this.#first.push(turn)
    this.#baseline = baselineOf(this.#first)
  }
}

const rounded = (value: number, parts: number): number =>
  Number.isFinite(value) ? Math.round(value * parts) / parts : 0
