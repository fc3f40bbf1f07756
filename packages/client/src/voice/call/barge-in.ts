import { FRAME_MS } from '@baton/protocol/wire'
import type { CapturedFrame } from '../capture/framer.ts'

/** What is fainter may be the bot itself, as far as echo cancellation has left it. */
const FAINT_DBOV = -50
/** So long somebody has to go on speaking before it is more than a cough. */
const MEANT_MS = 240
/** After so much silence it was nothing. Together with `MEANT_MS`: the bot goes on within half a second. */
const NOTHING_MS = 120

export type BargeIn = 'pause' | 'resume' | 'barge' | null

/**
 * Whether the customer speaks over the bot, decided where it is heard: at the first sound the bot is held, and when that
 * turns out to be speech it is silenced. A cough lets it go on from where it was.
 */
export class BargeInRule {
  #since: number | null = null
  #quietSince: number | null = null
  /** The microphone's own time: frames come to a busy page in bursts. */
  #nowMs = 0

  /** For each frame of the microphone. */
  hear({ speech: isVoice, level }: Pick<CapturedFrame, 'speech' | 'level'>, botSpeaks: boolean): BargeIn {
    this.#nowMs += FRAME_MS
    const speech = isVoice && level > FAINT_DBOV
    if (this.#since === null) {
      if (!speech || !botSpeaks) return null
      this.#since = this.#nowMs
      this.#quietSince = null
      return 'pause'
    }
    if (speech) {
      this.#quietSince = null
      // It may have come to its end meanwhile, or the gateway was first: whatever it says next is to be heard.
      return this.#nowMs - this.#since >= MEANT_MS ? this.#end(botSpeaks ? 'barge' : 'resume') : null
    }
    this.#quietSince ??= this.#nowMs
    return this.#nowMs - this.#quietSince >= NOTHING_MS ? this.#end('resume') : null
  }

  /** The gateway has decided. */
  reset(): void {
    this.#since = null
  }

  #end(decision: BargeIn): BargeIn {
    this.#since = null
    return decision
  }
}
