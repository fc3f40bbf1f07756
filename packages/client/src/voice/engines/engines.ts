import type { CallClientFrame, CallServerFrame } from '@baton/protocol/wire'
import type { RECOGNITION } from './engines-here.ts'

type Heard = Omit<Extract<CallClientFrame, { type: 'heard' }>, 'type'>
type Played = Omit<Extract<CallClientFrame, { type: 'played' }>, 'type'>
type Say = Pick<Extract<CallServerFrame, { type: 'say' }>, 'gen' | 'text' | 'locale'>

/** The part of the Web Speech API that is used; the library of the DOM leaves it out. */
interface Recognition {
  lang: string
  continuous: boolean
  interimResults: boolean
  onresult: ((event: { resultIndex: number; results: ArrayLike<Result> }) => void) | null
  onend: (() => void) | null
  onerror: ((event: { error: string }) => void) | null
  start(): void
  abort(): void
}
type Result = ArrayLike<{ transcript: string }> & { isFinal: boolean }

export interface Engines {
  /** What it says now, and for how long. */
  readonly spoken: { gen: number; playedMs: number } | null
  say(what: Say): void
  silence(): void
  /** Muted, it hears nothing. */
  listen(on: boolean): void
  close(): void
}

export interface EnginesOptions {
  locale: string
  recognises: boolean
  /** Milliseconds since the call began. */
  elapsedMs(): number
  onHeard(frame: Heard): void
  onPlayed(frame: Played): void
}

/** After it ended by itself, which engines do when nobody speaks. */
const AGAIN_MS = 250

/** The browser's own voice and ears. What it hears may leave for its maker: only a gateway that has none asks for them. */
export function createEngines(options: EnginesOptions): Engines {
  const recogniser = options.recognises ? createRecogniser(options) : null
  let spoken: { gen: number; since: number } | null = null

  function silence(): void {
    spoken = null
    speechSynthesis.cancel()
  }

  return {
    get spoken() {
      return spoken && { gen: spoken.gen, playedMs: Math.round(performance.now() - spoken.since) }
    },
    say({ gen, text, locale }) {
      const utterance = new SpeechSynthesisUtterance(text)
      utterance.lang = locale
      const mine = { gen, since: performance.now() }
      const over = (whole: boolean) => {
        if (spoken !== mine) return
        spoken = null
        options.onPlayed({ gen, playedMs: Math.round(performance.now() - mine.since), whole })
      }
      utterance.onstart = () => {
        mine.since = performance.now()
      }
      utterance.onend = () => over(true)
      utterance.onerror = () => over(false)
      silence()
      spoken = mine
      speechSynthesis.speak(utterance)
    },
    silence,
    listen: (on) => recogniser?.listen(on),
    close() {
      silence()
      recogniser?.listen(false)
    },
  }
}

function createRecogniser({ locale, elapsedMs, onHeard }: EnginesOptions): { listen(on: boolean): void } | null {
  const known = globalThis as { [name in (typeof RECOGNITION)[number]]?: new () => Recognition }
  const Engine = known.SpeechRecognition ?? known.webkitSpeechRecognition
  if (!Engine) return null
  const engine = new Engine()
  Object.assign(engine, { lang: locale, continuous: true, interimResults: true })
  let isOn = false
  let turn = 0
  let startMs: number | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  engine.onresult = ({ resultIndex, results }) => {
    for (let i = resultIndex; i < results.length; i += 1) {
      const result = results[i]
      const text = result?.[0]?.transcript.trim()
      if (!text) continue
      startMs ??= elapsedMs()
      const final = result?.isFinal === true
      onHeard({ turn: `browser-${turn}`, text, final, startMs: Math.round(startMs), endMs: Math.round(elapsedMs()) })
      if (!final) continue
      turn += 1
      startMs = null
    }
  }
  engine.onerror = ({ error }) => {
    // It will not be allowed by asking again. The gateway goes on hearing what the microphone hears.
    if (error === 'not-allowed' || error === 'service-not-allowed') isOn = false
  }
  const start = () => {
    try {
      if (isOn) engine.start()
    } catch {
      // It runs already.
    }
  }
  engine.onend = () => {
    clearTimeout(timer)
    timer = setTimeout(start, AGAIN_MS)
  }

  return {
    listen(on) {
      if (on === isOn) return
      isOn = on
      if (on) start()
      else engine.abort()
    },
  }
}
