import { warn } from '../log.ts'
import { BotTrack } from './bot-track.ts'
import type { Leg } from './leg.ts'
import type { Speaking } from './speech/speaking.ts'
import { type Whispered, whisperOf } from './speech/whisper-words.ts'

/** A customer waits meanwhile: what has not begun by then, or is not over, is left. */
const WHISPER_TIMES = { beginsMs: 1_500, lastsMs: 6_000, tailMs: 300 } as const

interface Hub {
  /** Who would say it; null: nobody. */
  voice(): Speaking | null
  brief(): Promise<Whispered | null>
  changed(): void
}

interface Telling {
  leg: Leg
  stop: AbortController
  timers: Set<ReturnType<typeof setTimeout>>
  silence(): void
}

/**
 * A sentence for the ear of an agent alone, before they and the customer hear each other: whom they will speak with, in what
 * mood, and what about. Once a call for each agent, and not at all where nobody can say it.
 */
export class Whisper {
  readonly #hub: Hub
  readonly #times: Readonly<Record<keyof typeof WHISPER_TIMES, number>>
  readonly #told = new Set<string>()
  #telling: Telling | null = null

  constructor(hub: Hub, times: Readonly<Record<keyof typeof WHISPER_TIMES, number>> = WHISPER_TIMES) {
    this.#hub = hub
    this.#times = times
  }

  /** Their line is not bridged until it is over. */
  begin(leg: Leg): void {
    const voice = this.#hub.voice()
    if (!voice || this.#telling || this.#told.has(leg.id)) return
    this.#told.add(leg.id)
    leg.isBriefed = true
    const stop = new AbortController()
    const telling: Telling = { leg, stop, timers: new Set(), silence: () => {} }
    this.#telling = telling
    this.#later(telling, this.#times.lastsMs)
    void this.#tell(telling, voice).catch((error) => {
      if (!stop.signal.aborted) warn('call.whisper', error)
      this.#end(telling)
    })
  }

  /** They have heard it, or want to go on without. */
  end(leg: Leg): void {
    if (this.#telling?.leg === leg) this.#end(this.#telling)
  }

  /** The call is over. */
  close(): void {
    if (this.#telling) this.#end(this.#telling)
  }

  async #tell(telling: Telling, voice: Speaking): Promise<void> {
    const { leg, stop } = telling
    const late = this.#later(telling, this.#times.beginsMs)
    const brief = await this.#hub.brief()
    const text = brief && whisperOf(brief)
    if (stop.signal.aborted) return
    if (!text) return this.#end(telling)
    const { locale } = brief
    const track = new BotTrack({
      now: Date.now,
      later: (run, ms) => void setTimeout(() => stop.signal.aborted || run(), ms),
      may: () => 'play',
      send: (frame) => leg.sendAudio(frame),
      clear: (gen) => leg.send({ type: 'clear', gen }),
    })
    const gen = track.next(0)
    telling.silence = () => track.clear(gen)
    leg.send({ type: 'whisper', gen, text, locale })
    let beganAt: number | null = null
    for await (const piece of voice.say(text, locale, stop.signal)) {
      if (stop.signal.aborted) return
      beganAt ??= Date.now()
      clearTimeout(late)
      track.give(gen, piece)
    }
    track.finish(gen)
    // Should they not say that they have heard it.
    const leftMs = (beganAt ?? Date.now()) + track.queuedMs(gen) - Date.now()
    this.#later(telling, Math.max(0, leftMs) + this.#times.tailMs)
  }

  #later(telling: Telling, ms: number): ReturnType<typeof setTimeout> {
    const timer = setTimeout(() => this.#end(telling), ms)
    telling.timers.add(timer)
    return timer
  }

  #end(telling: Telling): void {
    if (this.#telling !== telling) return
    this.#telling = null
    for (const timer of telling.timers) clearTimeout(timer)
    telling.stop.abort()
    telling.leg.isBriefed = false
    telling.silence()
    this.#hub.changed()
  }
}
